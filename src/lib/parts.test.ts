import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { gzipOf, part, type Piece, plainOf } from './parts.ts';
import { escaped, markup } from './markup.ts';

const said = (pieces: readonly Piece[]) => pieces.map((piece) => (typeof piece === 'string' ? piece : piece.plain.toString())).join('');

test('pieces packed one by one unpack to what they say together', () => {
  const shared = [part(''), part('Kafé Lyspunkt'), part('ø'.repeat(70_000))];
  const piece = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.constantFrom(...shared));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      assert.equal(gunzipSync(gzipOf(pieces)).toString(), said(pieces));
      assert.equal(plainOf(pieces).toString(), said(pieces));
    }),
    { seed: 4 },
  );
});

test('what stands between shared pieces is packed, however long or short', () => {
  const long = 'å'.repeat(100_000);
  assert.equal(gunzipSync(gzipOf(['kort', part('ø'), long.slice(0, 99), long])).toString(), `kortø${long.slice(0, 99)}${long}`);
  assert.ok(gzipOf([long]).length < 2_000);
  assert.equal(gunzipSync(gzipOf([long, part(long)])).toString(), long + long);
});

test('what is put into markup is text, whatever it looks like', () => {
  const bad = `"><script>alert('x')</script>&amp;`;
  assert.equal(markup`<a href="${bad}">${bad}</a>`.html, `<a href="${escaped(bad)}">${escaped(bad)}</a>`);
  assert.doesNotMatch(markup`<p title="${bad}">${bad}</p>`.html, /<script|"">/);
  assert.equal(
    markup`<ul>${[markup`<li>${1}</li>`, markup`<li>${'<'}</li>`]}${null}${false}</ul>`.html,
    '<ul><li>1</li><li>&lt;</li></ul>',
  );
});
