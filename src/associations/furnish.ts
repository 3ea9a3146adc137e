import type { Instant } from '../lib/day.ts';
import type { Tx } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import { type Language, translator } from '../lib/language.ts';
import { type Model, models } from './models.ts';
import { defaultText, textKinds, writeText } from './texts.ts';

export type NewHouse = { id: string; name: string; country: 'NO' | 'DK'; languages: Language[] };

/** Gives a new association what it starts with: the six programme models and its texts in each of its languages. */
export async function furnish(tx: Tx, now: Instant, house: NewHouse): Promise<void> {
  for (const model of models) await addModel(tx, house, model);
  for (const kind of textKinds) {
    for (const language of house.languages)
      await writeText(tx, now, house.id, { kind, language, lines: defaultText(kind, language, house) });
  }
}

async function addModel(tx: Tx, house: NewHouse, model: Model): Promise<void> {
  const t = translator(house.languages[0] ?? 'nb');
  await tx
    .insertInto('programme_models')
    .values({
      id: newId(),
      association_id: house.id,
      key: model.key,
      name: t(`programme-models:${model.key}.name`),
      description: t(`programme-models:${model.key}.description`),
      facilitators_min: model.facilitatorsMin,
      facilitators_max: model.facilitatorsMax,
      size_min: model.sizeMin,
      size_max: model.sizeMax,
      accompanied_max: model.accompaniedMax,
      guest_meetings: model.guestMeetings,
      minutes_max: model.minutesMax,
      first_minutes_max: model.firstMinutesMax,
      rhythm: model.rhythm,
      afterwards: model.afterwards,
    })
    .execute();
}
