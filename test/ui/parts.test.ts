import assert from 'node:assert/strict';
import { test } from 'node:test';
import { h } from 'preact';
import type { ComponentChild } from 'preact';
import {
  BarChart,
  Checkbox,
  Checkboxes,
  ClockField,
  ColumnChart,
  DayField,
  Field,
  Filters,
  Form,
  Page,
  Pagination,
  PrintSheet,
  Radios,
  Ring,
  scaleTop,
  Select,
  Steps,
  SummaryList,
  Table,
  Task,
} from '../../src/ui/index.ts';
import type { Frame, FormProps } from '../../src/ui/index.ts';
import { languages } from '../../src/lib/language.ts';
import type { Language } from '../../src/lib/language.ts';
import { frameFor } from './frame.ts';
import { render } from './render.ts';

const draw = (page: ComponentChild, frame: Frame = frameFor()) => render(page, frame);
const drawForm = (field: ComponentChild, form: Partial<FormProps> = {}) => draw(h(Form, { action: '/send', ...form, children: field }));
const nasty = '<script>"\'&';

test('what people write is never markup: in a heading, a value, a label, an error, a table or a letter', () => {
  const drawn = [
    draw(h(Page, { title: nasty, lead: nasty, over: nasty })),
    drawForm(h(Field, { name: 'name', label: nasty, help: nasty }), { values: { name: nasty }, errors: { name: nasty } }),
    drawForm(h(Field, { name: 'name', label: 'Navn', type: 'textarea' }), { values: { name: nasty } }),
    drawForm(h(Radios, { name: 'kind', legend: nasty, options: [{ value: nasty, label: nasty, help: nasty }] })),
    drawForm(h(Select, { name: 'place', label: nasty, options: [{ value: nasty, label: nasty }] })),
    draw(
      h(Table<string>, {
        caption: nasty,
        rows: [nasty],
        columns: [
          { head: nasty, cell: (row) => row },
          { head: 'b', cell: (row) => row },
        ],
      }),
    ),
    draw(h(PrintSheet, { to: [nasty], from: [nasty], dated: nasty, title: nasty, children: nasty })),
    draw(h(Ring, { full: 1, of: 8, label: nasty })),
    draw(h(ColumnChart, { title: nasty, says: nasty, heads: [nasty, nasty], figures: [{ label: nasty, value: 1, text: nasty }] })),
  ];
  for (const html of drawn) assert.ok(html.includes('&lt;script>') && !html.includes('<script>'), html);
});

test('nothing is drawn with a style attribute or a script of its own, which the content policy would refuse', () => {
  const html =
    draw(h(BarChart, { title: 'a', says: 'b', heads: ['c', 'd'], figures: [{ label: 'e', value: 3 }] })) + draw(h(Page, { title: 'a' }));
  assert.doesNotMatch(html, /\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/);
});

test('a field is named by its label and described by its help and its error', () => {
  const html = drawForm(h(Field, { name: 'postcode', label: 'Postnummer', help: 'Fire siffer.' }), {
    errors: { postcode: 'Skriv fire siffer.' },
  });
  assert.match(html, /<label class="ds-label" for="postcode">Postnummer/);
  assert.match(html, /<input [^>]*id="postcode"[^>]*aria-describedby="postcode-help postcode-error"[^>]*aria-invalid/);
  assert.match(html, /id="postcode-help">Fire siffer\./);
  assert.match(html, /id="postcode-error"><span class="ds-sr-only">Må rettes: <\/span>Skriv fire siffer\./);
});

test('each line of the error summary leads to its field, and a group of choices is met at its first', () => {
  const html = drawForm(
    h(Radios, {
      name: 'kind',
      legend: 'Hva?',
      options: [
        { value: 'a', label: 'A' },
        { value: 'b', label: 'B' },
      ],
    }),
    { errors: { kind: 'Velg én.', '': 'Plassen er tatt.' } },
  );
  assert.match(html, /role="alert"[^>]*>.*<li>Plassen er tatt\.<\/li>.*<a class="ds-link" href="#kind">Hva\? Velg én\.<\/a>/);
  assert.match(html, /<input [^>]*type="radio" id="kind"[^>]*value="a"/);
  assert.match(html, /<input [^>]*type="radio" id="kind-2"[^>]*value="b"/);
});

test('two forms on one page keep their fields apart', () => {
  const html = drawForm(h(Field, { name: 'name', label: 'Navn' }), { id: 'other', errors: { name: 'Skriv et navn.' } });
  assert.match(html, /href="#other-name"/);
  assert.match(html, /for="other-name"/);
});

test('what was typed is shown again, also when it cannot be read', () => {
  assert.match(drawForm(h(Field, { name: 'age', label: 'Alder', type: 'number' }), { values: { age: 'åtti' } }), /value="åtti"/);
  assert.match(drawForm(h(DayField, { name: 'day', label: 'Dag' }), { values: { day: '31. februar' } }), /value="31\. februar"/);
  assert.match(drawForm(h(ClockField, { name: 'clock', label: 'Tid' }), { values: { clock: 'kveld' } }), /value="kveld"/);
  assert.match(
    drawForm(
      h(Checkboxes, {
        name: 'days',
        legend: 'Dager',
        options: [
          { value: 'a', label: 'A' },
          { value: 'b', label: 'B' },
        ],
      }),
      { values: { days: ['b'] } },
    ),
    /value="b" checked/,
  );
  assert.match(
    drawForm(h(Select, { name: 'place', label: 'Sted', options: [{ value: '7', label: 'Lia' }] }), { values: { place: 7 } }),
    /<option value="7" selected/,
  );
  assert.match(drawForm(h(Checkbox, { name: 'ok', label: 'Ja' }), { values: { ok: 'yes' } }), /value="yes" checked/);
});

test('a stored day and time are shown as people write them', () => {
  assert.match(drawForm(h(DayField, { name: 'day', label: 'Dag' }), { values: { day: '2026-12-01' } }), /value="1\.12\.2026"/);
  const clock = h(Form, { action: '/', values: { clock: '18:30' }, children: h(ClockField, { name: 'clock', label: 'Tid' }) });
  assert.match(draw(clock), /value="18\.30"/);
  assert.match(draw(clock, frameFor('en')), /value="18:30"/);
});

test('a password and a chosen file are never sent back', () => {
  for (const type of ['password', 'file'] as const) {
    assert.doesNotMatch(drawForm(h(Field, { name: 'secret', label: 'x', type }), { values: { secret: 'hemmelig' } }), /hemmelig/);
  }
});

test('a form that changes something carries the token, and one that only asks does not', () => {
  const frame = frameFor('nb', { csrf: 'abc' });
  assert.match(draw(h(Form, { action: '/', children: 'x' }), frame), /name="csrf" value="abc"/);
  assert.doesNotMatch(draw(h(Filters, { action: '/', values: {}, children: 'x' }), frame), /abc/);
});

test('a page says its language, and leads to the same page in the others', () => {
  for (const language of languages) {
    const html = draw(h(Page, { title: 'Hagen' }), frameFor(language, { path: '/hage?side=2' }));
    assert.match(html, new RegExp(`<html lang="${language}"`));
    for (const other of languages) assert.ok(html.includes(`href="/language/${other}?back=%2Fhage%3Fside%3D2"`));
  }
});

test('the summary says which field it means where the slip does not, in the order of the page, and leads to it', () => {
  const html = drawForm(
    [
      h(Field, { name: 'phone', label: 'Telefon', optional: true }),
      h(Radios, { name: 'kind', legend: 'Hvem er du?', options: [{ value: 'a', label: 'A' }] }),
      h(Checkbox, { name: 'adult', label: h('span', {}, 'Jeg er over ', h('b', {}, '18'), '.') }),
      h(Field, { name: 'email', label: 'E-post' }),
    ],
    {
      errors: {
        email: 'Skriv en e-postadresse.',
        adult: 'Kryss av her.',
        kind: 'Velg ett av svarene.',
        phone: 'Skriv åtte siffer.',
        '': 'Plassen er tatt.',
      },
    },
  );
  const summary = html.slice(html.indexOf('ds-error-summary'), html.indexOf('</ul>'));
  assert.deepEqual(
    [...summary.matchAll(/<li>(?:<a class="ds-link" href="(#[\w-]+)">)?([^<]+)/g)].map(([, href, text]) => [href, text]),
    [
      [undefined, 'Plassen er tatt.'],
      ['#phone', 'Telefon: Skriv åtte siffer.'],
      ['#kind', 'Hvem er du? Velg ett av svarene.'],
      ['#adult', 'Jeg er over 18: Kryss av her.'],
      ['#email', 'Skriv en e-postadresse.'],
    ],
  );
  assert.match(html, /id="phone-error"><span class="ds-sr-only">Må rettes: <\/span>Skriv åtte siffer\.</, 'at the field itself no name');
});

test('a slip that says in other words which field it means stands alone', () => {
  const html = drawForm(h(Checkbox, { name: 'adult', label: 'Jeg har fylt 18 år' }), {
    errors: { adult: 'Kryss av for at du har fylt 18 år.' },
  });
  assert.match(html, />Kryss av for at du har fylt 18 år\.<\/a>/);
});

test('a slip that says the name of its field stands alone, and a long label is told by its first words', () => {
  const long = 'Jeg sier ja til at foreningen tar vare på det jeg har skrevet her, så lenge jeg venter på en gruppe';
  const html = drawForm([h(Field, { name: 'postcode', label: 'Postnummer' }), h(Checkbox, { name: 'consent', label: long })], {
    errors: { postcode: 'Vi fant ikke postnummeret 0000. Et postnummer har fire siffer.', consent: 'Kryss av her.' },
  });
  assert.match(html, />Vi fant ikke postnummeret 0000\. Et postnummer har fire siffer\.<\/a>/);
  assert.match(html, />Jeg sier ja til at foreningen tar vare på det jeg har … Kryss av her\.<\/a>/);
});

test('what a list leaves out is chosen in a fold that is open where something is chosen', () => {
  const filters = (values: object) => draw(h(Filters, { action: '/', values: values as Record<string, string>, children: 'x' }));
  assert.match(filters({ kind: '' }), /<details class="ds-details filters-fold"><summary>Avgrens lista/);
  assert.match(filters({ kind: 'patient' }), /<details open class="ds-details filters-fold"|<details class="ds-details filters-fold" open/);
});

test('every page leads to larger type and back, and comes back to itself', () => {
  const path = '/hage?side=2';
  assert.match(draw(h(Page, { title: 'Hagen' }), frameFor('nb', { path })), /href="\/text-size\/larger\?back=%2Fhage%3Fside%3D2"/);
  assert.match(
    draw(h(Page, { title: 'Hagen' }), frameFor('nn', { path, largeType: true })),
    /class="large-type".*text-size\/usual.*Vanleg skrift/s,
  );
});

test('the quick exit is there only where it is asked for, and gives no referrer', () => {
  assert.doesNotMatch(draw(h(Page, { title: 'Hagen' })), /quick-exit/);
  assert.match(
    draw(h(Page, { title: 'Hagen' }), frameFor('nb', { quickExit: 'https://www.yr.no/' })),
    /href="https:\/\/www\.yr\.no\/" rel="noreferrer/,
  );
});

test('a page shown again because of a slip says so in its title', () => {
  assert.match(draw(h(Page, { title: 'Bli med', slip: true })), /<title>Må rettes: Bli med<\/title>/);
});

test('every text of the look exists in every language', () => {
  for (const language of languages as readonly Language[]) {
    const frame = frameFor(language, {
      csrf: 'x',
      quickExit: '/',
      person: { name: 'Ingrid', href: '/me' },
      menu: [{ href: '/', label: 'x' }],
      footer: [{ href: '/', label: 'x' }],
    });
    const html =
      draw(h(Page, { title: 'x', back: { href: '/' } }), frame) +
      draw(
        h(Form, {
          action: '/',
          errors: { a: 'x' },
          children: [
            h(DayField, { name: 'a', label: 'x', optional: true }),
            h(Select, { name: 'b', label: 'x', options: [] }),
            h(ClockField, { name: 'c', label: 'x' }),
          ],
        }),
        frame,
      ) +
      draw(h(Pagination, { page: 2, pages: 3, href: (page) => `/?page=${page}` }), frame) +
      draw(h(Task, { today: true, children: 'x' }), frame) +
      draw(h(SummaryList, { rows: [{ label: 'x', value: 'y', change: { href: '/', about: 'x' } }] }), frame);
    assert.doesNotMatch(html, /ui:|\{\{|undefined/);
  }
});

test('a ring has a dot for each place, never more than twenty, and says what it shows', () => {
  const dots = (html: string, kind: string) => html.split(`chair-${kind}"`).length - 1;
  const eight = draw(h(Ring, { full: 5, half: 2, of: 8, label: 'Fem av åtte' }));
  assert.deepEqual([dots(eight, 'full'), dots(eight, 'half'), dots(eight, 'open')], [5, 2, 1]);
  assert.match(eight, /role="img" aria-label="Fem av åtte"/);
  assert.equal(dots(draw(h(Ring, { full: 30, of: 30 })), 'full'), 20);
  assert.match(draw(h(Ring, { full: 0, of: 0 })), /aria-hidden="true"/);
});

test('a counter marks what is done and what is next', () => {
  const html = draw(h(Steps, { of: 8, done: 2, label: 'Gang 3 av 8' }));
  assert.deepEqual(
    ['done', 'next', 'ahead'].map((kind) => html.split(`step-${kind}`).length - 1),
    [2, 1, 5],
  );
});

test('a table keeps its roles and names its cells, so that it is still a table when its rows are cards', () => {
  const html = draw(
    h(Table<{ name: string; weeks: number }>, {
      caption: 'Folk',
      rows: [{ name: 'Åse', weeks: 3 }],
      columns: [
        { head: 'Navn', cell: (row) => row.name },
        { head: 'Uker', cell: (row) => row.weeks, number: true },
      ],
    }),
  );
  assert.match(html, /<th role="rowheader" scope="row">Åse<\/th><td role="cell" class="number" data-label="Uker"><div>3<\/div><\/td>/);
});

test('an axis ends on a round number at or above the highest value', () => {
  assert.deepEqual([1, 3, 7, 10, 11, 39, 41, 99, 650].map(scaleTop), [1, 4, 8, 10, 20, 40, 60, 100, 800]);
});

test('there is no pagination for one page', () => {
  assert.equal(draw(h(Pagination, { page: 1, pages: 1, href: () => '/' })), '');
});
