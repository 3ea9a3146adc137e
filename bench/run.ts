// npm run bench                 the pages
// npm run bench -- composition  the composer; words after it are its own
// npm run bench -- papers       brochures, and a batch of letters
// npm run bench -- beside       the start page while 10 000 people are composed
const subjects: Record<string, () => Promise<{ run(args: string[]): Promise<void> }>> = {
  pages: () => import('./pages.ts'),
  composition: () => import('./composition.ts'),
  papers: () => import('./papers.ts'),
};
  beside: () => import('./beside.ts'),
const [name = 'pages', ...args] = process.argv.slice(2);
const subject = subjects[name];
if (subject) await (await subject()).run(args);
else console.error(`npm run bench -- ${Object.keys(subjects).join(' | ')}`);
process.exit(subject ? 0 : 2);
