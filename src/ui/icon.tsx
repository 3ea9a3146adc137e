const shapes = {
  back: 'M19 12H5m6-6-6 6 6 6',
  forward: 'M5 12h14m-6-6 6 6-6 6',
  down: 'm6 9 6 6 6-6',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  close: 'm6 6 12 12M18 6 6 18',
  plus: 'M12 5v14M5 12h14',
  pen: 'm4 20 1-4L16 5l3 3L8 19l-4 1Zm10-13 3 3',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-10v5.5m0-9v.1',
  warning: 'M12 4 2.8 19.5h18.4L12 4Zm0 6v4.5m0 2.4v.1',
  question: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM9.6 9.6a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.2 1-1.2 1.9m0 2.6v.1',
  calendar: 'M4 6h16v14H4V6Zm0 4.5h16M8 3.5V7m8-3.5V7',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5l3.2 2',
  place: 'M12 21s7-6.2 7-11.2A7 7 0 0 0 5 9.8C5 14.8 12 21 12 21Zm0-8.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2Z',
  door: 'M6 21V4h12v17M3.5 21h17M14.5 12.5v.1',
  cup: 'M5 9h11v6.5A3.5 3.5 0 0 1 12.5 19h-4A3.5 3.5 0 0 1 5 15.5V9Zm11 1.5h1.5a2.5 2.5 0 0 1 0 5H16M8.5 3.5v2.5m4-2.5v2.5',
  phone: 'M6.5 3.5 10 4l1 4-2 1.8a12 12 0 0 0 5.2 5.2L16 13l4 1 .5 3.5c0 1.5-1.2 2.5-2.6 2.5C10.5 19.5 4.5 13.5 4 6.1c0-1.4 1-2.6 2.5-2.6Z',
  mail: 'M3.5 6h17v12.5h-17V6Zm.5.5 8 6.5 8-6.5',
  chat: 'M4 5h16v11.5h-8.5L7 20v-3.5H4V5Z',
  person: 'M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 9c.5-4 3.5-6 7.5-6s7 2 7.5 6',
  people:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6.5 8.5c.4-3.5 3-5.5 6.5-5.5s6.1 2 6.5 5.5M15 4.8a3.5 3.5 0 0 1 0 6.5m3 3.7c2 .8 3.2 2.5 3.5 5',
  key: 'M8 16.5a4.5 4.5 0 1 1 3.9-2.3L20 19.5V22m-5-5 2-2M8 12.1V12',
  lock: 'M5.5 10.5h13V20h-13v-9.5ZM8 10.5V8a4 4 0 0 1 8 0v2.5m-4 4v2',
  globe: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm-8.5-9h17M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18',
  print: 'M7 8.5V3.5h10v5M7 17H4V8.5h16V17h-3M7 14h10v6.5H7V14Z',
  download: 'M12 4v11m-5-5 5 5 5-5M5 20h14',
  leave: 'M10 4H5v16h5m0-8h10.5m-4-4 4 4-4 4',
  wheelchair: 'M10 5a1.4 1.4 0 1 0 0-2.8A1.4 1.4 0 0 0 10 5Zm0 2.5v7h5.5l2.5 5m-8-9h4.5M7.6 11.6a5 5 0 1 0 7.2 6.4',
  heart: 'M12 20s-8-4.8-8-10.3A4.3 4.3 0 0 1 12 7.5a4.3 4.3 0 0 1 8 2.2C20 15.2 12 20 12 20Z',
} as const;

export type IconName = keyof typeof shapes;

/** A drawing beside words, never instead of them. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  );
}
