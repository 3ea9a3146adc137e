import assert from 'node:assert/strict';
import { test } from 'node:test';
import { carriedIn, carryOn, carryTo, runIn } from './carry.ts';

const query = (text: string) => new URLSearchParams(text);

test('only five signs that a press could have given are taken for a printed address', () => {
  assert.equal(runIn(query('lang=nb&k=h4xkp')), 'h4xkp');
  for (const text of ['', 'k=H4XKP', 'k=h4xkp2', "k='--", 'kk=h4xkp']) assert.equal(runIn(query(text)), undefined);
});

test('the code goes on, with the language of the paper; alone a language does not', () => {
  assert.equal(carriedIn(query('place=5003&lang=nn&k=h4xkp')), 'lang=nn&k=h4xkp');
  assert.equal(carriedIn(query('k=h4xkp&lang=%22%3E')), 'k=h4xkp');
  assert.equal(carriedIn(query('lang=nn')), '');
});

test('a path of this site leads on with it, before what stands after #', () => {
  assert.equal(carryTo('/lyspunkt', 'k=h4xkp'), '/lyspunkt?k=h4xkp');
  assert.equal(carryTo('/lyspunkt#contact', 'k=h4xkp'), '/lyspunkt?k=h4xkp#contact');
  assert.equal(carryTo('/find?place=V%C3%A5gan&page=2', 'lang=nb&k=h4xkp'), '/find?place=V%C3%A5gan&page=2&lang=nb&k=h4xkp');
  assert.equal(carryTo('/find?k=other&lang=da', 'lang=nb&k=h4xkp'), '/find?k=other&lang=da');
  for (const path of [
    'https://www.yr.no/',
    '//evil.example',
    'tel:+4740001102',
    '#main',
    '/language/da?back=%2F',
    '/sign-in',
    '/static/a.css',
  ])
    assert.equal(carryTo(path, 'k=h4xkp'), path);
});

test('in a drawn page every own link and form has it, and nothing else is touched', () => {
  const page =
    '<link href="/favicon.svg"/><p>href="/x" <b>a</b></p><a class="b" title="a > b" href="/find?place=x&amp;page=2">x</a>' +
    '<form action="/find" method="get"><input name="q"/></form><form method="post" action="/lyspunkt/count-me-in"></form>' +
    '<a href="https://www.yr.no/">y</a><article href="/no"></article>';
  assert.equal(
    carryOn(page, 'lang=nb&k=h4xkp'),
    '<link href="/favicon.svg"/><p>href="/x" <b>a</b></p><a class="b" title="a > b" href="/find?place=x&amp;page=2&amp;lang=nb&amp;k=h4xkp">x</a>' +
      '<form action="/find" method="get"><input type="hidden" name="lang" value="nb"/><input type="hidden" name="k" value="h4xkp"/><input name="q"/></form>' +
      '<form method="post" action="/lyspunkt/count-me-in?lang=nb&amp;k=h4xkp"></form><a href="https://www.yr.no/">y</a><article href="/no"></article>',
  );
  assert.equal(carryOn(page, ''), page);
});
