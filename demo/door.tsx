/** A door that only the demonstration has: in as anyone of the cast with one press. Nothing in src/ knows of it. */
import { Hono } from 'hono';
import { renderToString } from 'preact-render-to-string';
import { hashOf, remember, SESSION, type World } from '../src/accounts/index.ts';
import { token } from '../src/lib/crypto.ts';
import { addMinutes, today, zone } from '../src/lib/day.ts';
import { transaction } from '../src/lib/db.ts';
import { chooseLanguage, type Language, languages, type TextKey, translator } from '../src/lib/language.ts';
import { ActForm, Button, FrameContext, Page, Section, Task, TaskList, useFrame } from '../src/ui/index.ts';
import { urls } from '../src/urls.ts';
import { cast, type CastName, houses, type Member } from './cast.ts';

export const DOOR = '/demo';

/** Those worth being, by association, each with what she has to do. */
export const doors = {
  lyspunkt: ['ada', 'kari', 'birk', 'tuva', 'frida', 'finn', 'per', 'petra', 'peder', 'una'],
  broen: ['dorte', 'karen', 'flemming', 'poul'],
} as const satisfies Record<string, readonly CastName[]>;

/** The site with the door beside it. */
export function withDoor(world: World, site: Hono): Hono {
  const app = new Hono();
  app.get(DOOR, (http) => {
    const acceptLanguage = http.req.header('accept-language') ?? null;
    const language = chooseLanguage({ query: http.req.query('lang'), acceptLanguage, offered: languages });
    http.header('Cache-Control', 'no-store');
    return http.html(`<!doctype html>${draw(world, language)}`);
  });
  app.post(`${DOOR}/:who`, async (http) => {
    const who = http.req.param('who');
    const mine = new URL(world.config.PUBLIC_URL).origin === http.req.header('origin');
    if (!mine || !Object.hasOwn(cast, who)) return http.notFound();
    const secret = await comeIn(world, cast[who as CastName]);
    remember(http, SESSION, secret);
    return http.redirect(urls.desk, 303);
  });
  app.all('*', (http) => site.fetch(http.req.raw, http.env));
  return app;
}

/** A session as it is after both steps. */
async function comeIn(world: World, one: Member): Promise<string> {
  const [secret, now] = [token(32), world.now()];
  const row = {
    token_hash: hashOf(secret),
    association_id: houses[one.house].id,
    person_id: one.id,
    created_at: now,
    last_seen_at: now,
    expires_at: addMinutes(now, 12 * 60),
    own_device: true,
    method: 'passkey' as const,
    second_at: now,
    step_up_at: now,
  };
  await transaction(world.db, { person: one.id, today: today(world.now, zone('Europe/Oslo')) }, (tx) =>
    tx.insertInto('sessions').values(row).execute(),
  );
  return secret;
}

function draw(world: World, language: Language): string {
  const { styles, islands } = world.assets;
  const frame = { t: translator(language), language, languages, path: DOOR, menu: [], styles, islands };
  return renderToString(
    <FrameContext.Provider value={frame}>
      <DoorPage />
    </FrameContext.Provider>,
  );
}

function DoorPage() {
  const { t } = useFrame();
  return (
    <Page title={t('demo:title')} lead={t('demo:lead')}>
      {(['lyspunkt', 'broen'] as const).map((house) => (
        <Section key={house} title={houses[house].name}>
          <TaskList>
            {doors[house].map((who) => (
              <Task
                key={who}
                note={t(`demo:who.${who}` as TextKey)}
                action={
                  <ActForm action={`${DOOR}/${who}`}>
                    <Button small tone="secondary" label={t('demo:enter-as', { name: cast[who].called })}>
                      {t('demo:enter')}
                    </Button>
                  </ActForm>
                }
              >
                <strong>{cast[who].called}</strong>
              </Task>
            ))}
          </TaskList>
        </Section>
      ))}
    </Page>
  );
}
