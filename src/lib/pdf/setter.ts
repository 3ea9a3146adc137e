/** The process that sets: one compiler, warm, and one paper after the other. It ends with the one that started it. */
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler';
import { fontFiles } from './fonts.ts';
import { withoutPictures, withPaths } from './pictures.ts';
import type { Delivery, Order } from './press.ts';
import { drawn } from './qr.ts';
import { writable } from './writable.ts';

/** Bytes: what a batch of letters needed is not given back as long as the process lives. */
const FULL = 260_000_000;
const folder = process.argv[2]!;
const fonts = fontFiles();
const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs: fonts }] });
const clean = writable(fonts[0]!);

type Made = { id: number; bytes: Uint8Array<ArrayBuffer> } | { id: number; fault: string };

function set({ template, data }: Order): Uint8Array<ArrayBuffer> {
  const pictures = new Map<string, Uint8Array>();
  const given = withPaths(data, folder, pictures);
  if (pictures.size === 0) return setWith(template, given);
  for (const [path, bytes] of pictures) compiler.mapShadow(path, Buffer.from(bytes));
  try {
    return setWith(template, given);
  } catch {
    return setWith(template, withoutPictures(data));
  } finally {
    compiler.resetShadow();
  }
}

function setWith(template: string, data: unknown): Uint8Array<ArrayBuffer> {
  const made = compiler.compile({ mainFilePath: `${folder}/${template}.typ`, inputs: { data: JSON.stringify(drawn(clean(data))) } });
  const document = made.result;
  if (!document) throw new Error(`${template}: ${faultOf(made.takeDiagnostics())}`);
  return new Uint8Array(compiler.pdf(document, { pdfStandard: 'ua-1' }));
}

function faultOf(error: NodeError | null): string {
  const told = error ? (compiler.fetchDiagnostics(error) as { message?: string }[]) : [];
  return told.map(({ message }) => message ?? '').join('; ') || 'it could not be set';
}

/** What the compiler quotes may be somebody's name; what it says of it is not. */
const wordless = (told: string): string => told.replace(/`[^`]*`/g, '…').slice(0, 500);

process.on('disconnect', () => process.exit());
process.on('message', (order: Order) => {
  let delivery: Made;
  try {
    delivery = { id: order.id, bytes: set(order) };
  } catch (error) {
    delivery = { id: order.id, fault: wordless((error as Error).message) };
  }
  // What was remembered of papers that nobody prints again goes.
  compiler.evictCache(3);
  process.send!({ ...delivery, full: process.memoryUsage.rss() > FULL } satisfies Delivery);
});
