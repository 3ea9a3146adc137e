import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../lib/day.ts';
import { hostsFor } from './hosts.ts';
import { minutesLeft, shareOf } from '../lib/share.ts';
import { layOut, moved, type Theme, windingPath } from './snake.ts';

const turn = (id: string, host: string | null = null, cancelledAt: Date | null = null) => ({
  id,
  host,
  cancelledAt,
  heldAt: null,
});
const whoHas = (hosts: ReturnType<typeof hostsFor>) => [...hosts.values()].map(({ seat }) => seat);

test('coffee goes to whoever has never brought it, then to the one who did so longest ago', () => {
  const past = [turn('1', 'per'), turn('2', 'pia'), turn('3', 'per')];
  assert.deepEqual(whoHas(hostsFor(past, [turn('4'), turn('5'), turn('6'), turn('7')], ['per', 'pia', 'petra'])), [
    'petra',
    'pia',
    'per',
    'petra',
  ]);
});

test('a turn that was taken is kept, and the others are shared out round it', () => {
  const hosts = hostsFor([], [turn('1'), turn('2', 'per'), turn('3')], ['per', 'pia', 'petra']);
  assert.deepEqual(whoHas(hosts), ['pia', 'per', 'petra']);
  assert.deepEqual(
    [...hosts.values()].map(({ said }) => said),
    [false, true, false],
  );
});

test('nobody brings coffee to a meeting that is off, and nobody who has left is waited for', () => {
  const hosts = hostsFor([], [turn('1', null, new Date(0)), turn('2', 'gone'), turn('3')], ['per', 'pia']);
  assert.deepEqual(
    [...hosts].map(([id, { seat }]) => [id, seat]),
    [
      ['2', 'per'],
      ['3', 'pia'],
    ],
  );
  assert.equal(hostsFor([], [turn('1')], []).size, 0);
});

test('a meeting that has been keeps its turn although nothing was noted of it, and one that was called off does not', () => {
  const past = [turn('1'), turn('2', 'petra', new Date(0)), turn('3')];
  assert.deepEqual(whoHas(hostsFor(past, [turn('4'), turn('5')], ['per', 'pia', 'petra'])), ['petra', 'per']);
  const noted = { ...turn('1'), heldAt: new Date(0) };
  assert.deepEqual(whoHas(hostsFor([noted], [turn('2')], ['per', 'pia'])), ['per'], 'it is known that nobody did');
});

test('a turn that is confirmed, and then is over, moves nobody else’s', () => {
  const seats = ['per', 'pia', 'petra'];
  const on = (host: string | null) => [turn('1'), turn('2'), turn('3'), turn('4', host), turn('5'), turn('6')];
  for (const host of [null, 'per'])
    for (const over of [2, 3, 4])
      assert.deepEqual(
        whoHas(hostsFor(on(host).slice(0, over), on(host).slice(over), seats)).slice(-2),
        ['pia', 'petra'],
        `${host} ${over}`,
      );
  const swapped = [turn('1'), turn('2', 'per'), turn('3')];
  for (const over of [0, 1, 2]) assert.equal(whoHas(hostsFor(swapped.slice(0, over), swapped.slice(over), seats)).at(-1), 'petra');
});

test('whoever cannot come gives the turn on, and what has been stays as it was', () => {
  const seats = ['per', 'pia', 'petra', 'peder'];
  const hosts = hostsFor([turn('1'), turn('2'), turn('3'), turn('4')], [turn('5', 'per'), turn('6')], seats, { meeting: '5', seat: 'per' });
  assert.deepEqual(whoHas(hosts), ['pia', 'per']);
  assert.equal(hostsFor([], [turn('1', 'per')], ['per'], { meeting: '1', seat: 'per' }).size, 0);
});

const raised = day('2026-11-01');
const theme = (id: string, position: number, planned = 1, taken = 0): Theme => ({
  id,
  title: id,
  position,
  planned,
  taken,
  raisedOn: raised,
  doneOn: null,
});
const about = (id: string, on = '2026-12-01') => ({ id, day: day(on), theme: null, cancelledAt: null, heldAt: null });

test('a theme moves a step at a time, and stays where it is at either end', () => {
  assert.deepEqual(moved(['a', 'b', 'c'], 'b', 'up'), ['b', 'a', 'c']);
  assert.deepEqual(moved(['a', 'b', 'c'], 'c', 'down'), ['a', 'b', 'c']);
  assert.deepEqual(moved(['a', 'b', 'c'], 'c', 'first'), ['c', 'a', 'b']);
  assert.deepEqual(moved(['a'], 'x', 'up'), ['a']);
});

test('the meetings ahead follow the snake, each theme for as long as it is thought to take', () => {
  const ahead = ['1', '2', '3', '4', '5'].map((id) => ({
    ...about(id),
    theme: id === '3' ? 'c' : null,
    cancelledAt: id === '2' ? new Date(0) : null,
  }));
  const laid = layOut([theme('b', 2), theme('a', 1, 3, 1), theme('c', 3), { ...theme('d', 0), doneOn: '2026-12-01' as never }], ahead);
  assert.deepEqual(
    [...laid],
    [
      ['1', 'a'],
      ['3', 'c'],
      ['4', 'a'],
      ['5', 'b'],
    ],
  );
});

test('a meeting that has been takes its theme along, noted or not, and what came up afterwards was not its theme', () => {
  const noted = { ...about('1'), theme: 'a', heldAt: new Date(0) };
  assert.deepEqual([...layOut([theme('a', 1, 1, 1), theme('b', 2)], [noted, about('2')])].at(-1), ['2', 'b']);
  assert.deepEqual([...layOut([theme('a', 1), theme('b', 2)], [about('1'), about('2')])].at(-1), ['2', 'b']);
  assert.deepEqual([...layOut([theme('a', 1)], [about('1', '2026-10-01'), about('2')])], [['2', 'a']]);
});

test('the path winds to and fro, and no two themes stand in the same place', () => {
  const { stations, width, height } = windingPath(12, 5);
  assert.deepEqual(stations.map(({ y }) => y).filter((y, at, all) => all.indexOf(y) === at).length, 3);
  assert.equal(new Set(stations.map(({ x, y }) => `${x} ${y}`)).size, 12);
  assert.equal(stations[4]!.x, stations[5]!.x, 'the turn is at the edge');
  assert.ok(stations.every(({ x, y }) => x < width && y < height));
});

test('each has the same share of the time there is, never less than a minute', () => {
  assert.equal(shareOf(120, 8), 15);
  assert.equal(shareOf(100, 8), 12);
  assert.equal(shareOf(3, 8), 1);
});

test('what is left is counted from the clock, and a card tried at home has the whole meeting', () => {
  const meeting = { starts: 0, ends: 120 * 60_000 };
  assert.equal(minutesLeft(meeting, 30 * 60_000), 90);
  assert.equal(minutesLeft(meeting, -1), 120);
  assert.equal(minutesLeft(meeting, meeting.ends + 1), 120);
});
