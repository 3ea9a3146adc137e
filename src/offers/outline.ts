import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { geoConicConformal, type GeoProjection, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import type { Country, Point } from '../lib/places/index.ts';

/** A country drawn once: the path of its coast, and where on the drawing a point lies. Natural Earth, public domain, through world-atlas. */
export type Outline = { width: number; height: number; path: string; at(point: Point): [number, number] };

const numbers: Record<Country, string> = { NO: '578', DK: '208' };
const WIDTH = 320;
const drawn = new Map<string, Outline>();

export function outlineOf(countries: readonly Country[]): Outline {
  const key = countries.join();
  const known = drawn.get(key) ?? draw(countries);
  drawn.set(key, known);
  return known;
}

type Ring = [number, number][];
type Shape = { type: 'Feature'; properties: {}; geometry: { type: 'MultiPolygon'; coordinates: Ring[][] } };

function draw(countries: readonly Country[]): Outline {
  const shape = shapeOf(countries);
  const projection: GeoProjection = geoConicConformal()
    .parallels([56, 69])
    .rotate([countries.includes('NO') ? -15 : -11, 0])
    .fitWidth(WIDTH, shape as never)
    .precision(0.5);
  const path = geoPath(projection).digits(1);
  const height = Math.ceil(path.bounds(shape as never)[1][1]);
  return {
    width: WIDTH,
    height,
    path: path(shape as never) ?? '',
    at: ({ longitude, latitude }) =>
      (projection([longitude, latitude]) ?? [0, 0]).map((one) => Math.round(one * 10) / 10) as [number, number],
  };
}

/** The mainland with its islands: what lies in the Arctic or the South Atlantic would make the rest a speck. */
function shapeOf(countries: readonly Country[]): Shape {
  const file = createRequire(import.meta.url).resolve('world-atlas/countries-50m.json');
  const world = JSON.parse(readFileSync(file, 'utf8')) as { objects: { countries: { geometries: { id: string }[] } } };
  const wanted = world.objects.countries.geometries.filter(({ id }) => countries.some((country) => numbers[country] === id));
  const polygons = wanted.flatMap((one) => {
    const { geometry } = feature(world as never, one as never) as unknown as { geometry: { type: string; coordinates: unknown } };
    return (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as Ring[][];
  });
  const near = polygons.filter(([ring]) => ring!.every(([longitude, latitude]) => latitude > 50 && latitude < 72 && longitude > 3));
  return { type: 'Feature', properties: {}, geometry: { type: 'MultiPolygon', coordinates: near } };
}
