// Draws the made-up pages and takes their pictures: bin/node --import tsx test/ui/pictures.ts FOLDER [name …]
import { mkdirSync } from 'node:fs';
import { examples } from './showcase.tsx';
import { openBrowser, serveExamples } from './browser.ts';

const [folder = 'dist/pictures', ...names] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const server = await serveExamples();
const browser = await openBrowser();
for (const scheme of ['light', 'dark'] as const) {
  for (const width of [320, 768, 1280]) {
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme: scheme });
    for (const { name } of examples.filter((example) => names.length === 0 || names.includes(example.name))) {
      await page.goto(`${server.url}/${name}`);
      await page.evaluate('document.fonts.ready');
      await page.screenshot({ path: `${folder}/${name}-${width}-${scheme}.png`, fullPage: true });
    }
    await page.close();
  }
}
await browser.close();
server.close();
