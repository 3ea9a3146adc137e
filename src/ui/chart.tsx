import { useFrame } from './frame.ts';
import { Table } from './table.tsx';

export type Figure = { label: string; value: number; /** the value as people write it */ text?: string };

export type ChartProps = {
  title: string;
  /** what the eye would take from it, in one sentence */
  says: string;
  /** headings of the table: what is counted, and in what */
  heads: readonly [string, string];
  figures: readonly Figure[];
};

/** Compares things with names: a table whose numbers are also bars. */
export function BarChart({ title, says, heads, figures }: ChartProps) {
  const top = Math.max(...figures.map((figure) => figure.value), 1);
  return (
    <figure class="chart">
      <figcaption>
        <strong>{title}</strong> {says}
      </figcaption>
      <div class="bars">
        <Table
          caption={title}
          rows={figures}
          columns={[
            { head: heads[0], cell: (figure) => figure.label, title: true },
            {
              head: heads[1],
              cell: (figure) => (
                <span class="bar">
                  <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                    <rect width={share(figure.value, top)} height="10" />
                  </svg>
                  <span>{written(figure)}</span>
                </span>
              ),
            },
          ]}
        />
      </div>
    </figure>
  );
}

/** Shows how something went over time: columns, with the table one press away. */
export function ColumnChart({ title, says, heads, figures }: ChartProps) {
  const { t } = useFrame();
  const top = scaleTop(Math.max(...figures.map((figure) => figure.value), 1));
  const step = 320 / Math.max(figures.length, 1);
  return (
    <figure class="chart">
      <figcaption>
        <strong>{title}</strong> {says}
      </figcaption>
      <svg class="columns" viewBox="0 0 360 190" role="img" aria-label={`${title}. ${says}`} focusable="false">
        {(top > 1 ? [0, 0.5, 1] : [0, 1]).map((part) => (
          <g key={part}>
            <path class="grid" d={`M36 ${160 - 144 * part}H358`} />
            <text class="tick" x="30" y={164 - 144 * part} text-anchor="end">
              {top * part}
            </text>
          </g>
        ))}
        {figures.map((figure, at) => (
          <g key={figure.label}>
            <rect
              x={38 + at * step + step * 0.18}
              y={160 - (144 * figure.value) / top}
              width={step * 0.64}
              height={(144 * figure.value) / top}
              rx="2"
            />
            {at % Math.ceil(figures.length / 7) === 0 && (
              <text x={38 + at * step + step / 2} y="180" text-anchor="middle">
                {figure.label}
              </text>
            )}
          </g>
        ))}
      </svg>
      <details class="definition">
        <summary>{t('ui:numbers')}</summary>
        <Table
          caption={title}
          rows={figures}
          columns={[
            { head: heads[0], cell: (figure) => figure.label, title: true },
            { head: heads[1], cell: written, number: true },
          ]}
        />
      </details>
    </figure>
  );
}

/** The next round number above, so that the axis reads easily: 1, 2, 4, 6, 8 or 10 times a power of ten. */
export function scaleTop(highest: number): number {
  const power = 10 ** Math.floor(Math.log10(highest));
  return power * ([1, 2, 4, 6, 8, 10].find((step) => step * power >= highest) ?? 10);
}

function share(value: number, top: number): number {
  return Math.round((1000 * value) / top) / 10;
}

function written(figure: Figure): string {
  return figure.text ?? String(figure.value);
}
