import { Parser } from 'saxen';
import type { SheetReason } from './limits.ts';
import { unpack } from './zip.ts';
import type { Zip } from './zip.ts';

/** Hears a document, element by element; names come without their prefix. A reason given back ends the reading. */
export type XmlListener = {
  open: (name: string, attribute: (name: string) => string | undefined) => SheetReason | undefined | void;
  text?: (text: string) => void;
  close?: (name: string) => SheetReason | undefined | void;
};

/** No part of a workbook is nested deeper than some ten elements. */
const deepest = 64;
/** In large pieces, as the parser looks again at what a piece left open. */
const pieceLength = 1_000_000;

/** Reads one part of a workbook as XML while it is unpacked. Document types, and with them entities of one's own, are refused. */
export function readXml(zip: Zip, part: string, listener: XmlListener): SheetReason | undefined {
  let refused: SheetReason | undefined;
  const parser = parserFor(listener, (reason) => {
    refused ??= reason;
    parser.stop();
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let waiting = '';
  const take = (piece: Uint8Array): boolean => {
    waiting += decoder.decode(piece, { stream: true });
    if (waiting.length < pieceLength) return true;
    parser.write(waiting);
    waiting = '';
    return refused === undefined;
  };
  try {
    const failed = unpack(zip, part, take);
    if (refused !== undefined || failed !== undefined) return refused ?? failed;
    parser.write(waiting + decoder.decode());
    if (refused === undefined) parser.end();
    return refused;
  } catch (error) {
    // The decoder throws this, and only this, on bytes that are not UTF-8.
    if (error instanceof TypeError && 'code' in error) return 'broken';
    throw error;
  }
}

function parserFor(listener: XmlListener, refuse: (reason: SheetReason) => void): Parser {
  let depth = 0;
  const heard = (reason: SheetReason | undefined | void) => {
    if (reason !== undefined) refuse(reason);
  };
  return new Parser()
    .on('openTag', (name, attributes, decode) => {
      depth += 1;
      if (depth > deepest) return refuse('unsafe');
      heard(listener.open(bare(name), (wanted) => attributeOf(attributes(), wanted, decode)));
    })
    .on('closeTag', (name) => {
      depth -= 1;
      heard(listener.close?.(bare(name)));
    })
    .on('text', (text, decode) => listener.text?.(decode(text)))
    .on('cdata', (text) => listener.text?.(text))
    .on('attention', () => refuse('unsafe'))
    .on('error', () => refuse('broken'));
}

function attributeOf(attributes: Record<string, string>, wanted: string, decode: (text: string) => string): string | undefined {
  const name = Object.hasOwn(attributes, wanted) ? wanted : Object.keys(attributes).find((key) => key.endsWith(`:${wanted}`));
  return name === undefined ? undefined : decode(attributes[name]!);
}

const bare = (name: string): string => name.slice(name.indexOf(':') + 1);
