// npm run bench                 the pages
// npm run bench -- finder       a hundred thousand offers
// npm run bench -- composition  the composer; words after it are its own
// npm run bench -- beside       the start page while 10 000 people are composed
// npm run bench -- papers       brochures, and a batch of letters
const subjects: Record<string, () => Promise<{ run(args: string[]): Promise<void> }>> = {
  pages: () => import('./pages.ts'),
  finder: () => import('./finder.ts'),
  composition: () => import('./composition.ts'),
  beside: () => import('./beside.ts'),
  papers: () => import('./papers.ts'),
};
const [name = 'pages', ...args] = process.argv.slice(2);
const subject = subjects[name];
if (subject) await (await subject()).run(args);
else console.error(`npm run bench -- ${Object.keys(subjects).join(' | ')}`);
process.exit(subject ? 0 : 2);
