import type { Visit } from '../accounts/index.ts';
import type { PaperData } from '../lib/pdf/index.ts';

/** The paper itself, made once the transaction is over. Kept by no browser: it may say who is in a group. */
export const paper = (visit: Pick<Visit, 'later' | 'world'>, template: string, data: PaperData, file: string): Response =>
  visit.later(async () => {
    const bytes = await visit.world.press.print(template, data);
    return new Response(bytes, {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="${file}.pdf"`,
        'content-length': String(bytes.length),
        'cache-control': 'no-store',
      },
    });
  });
