import { type Acting, associationOf } from '../accounts/index.ts';
import { choice, choices, form, integer, longText, optionalInteger, text, ticked } from '../lib/forms.ts';
import { newId } from '../lib/ids.ts';
import { refuse, type Refusal } from '../lib/refusal.ts';

export const rhythms = ['weekly', 'every-second-week', 'monthly', 'free'] as const;
export const afterwards = ['self-run', 'continue', 'merge', 'close'] as const;

export const modelForm = form({
  name: text(80),
  description: longText(300),
  facilitatorsMin: integer(0, 4),
  facilitatorsMax: integer(0, 4),
  sizeMin: integer(2, 30),
  sizeMax: integer(2, 60),
  open: ticked(),
  accompaniedMax: optionalInteger(1, 60),
  guestMeetings: integer(0, 20),
  minutesMax: integer(30, 300),
  firstMinutesMax: integer(30, 300),
  rhythm: choice(rhythms),
  afterwards: choices(afterwards, 1),
  ageSpan: integer(1, 80),
});

export type ModelFields = {
  name: string;
  description: string;
  facilitatorsMin: number;
  facilitatorsMax: number;
  sizeMin: number;
  sizeMax: number;
  /** an open meeting counts heads instead of seats */
  open: boolean;
  accompaniedMax: number | null;
  guestMeetings: number;
  minutesMax: number;
  firstMinutesMax: number;
  rhythm: (typeof rhythms)[number];
  afterwards: (typeof afterwards)[number][];
  ageSpan: number;
};
export type ProgrammeModel = ModelFields & { id: string; retiredOn: string | null };

export async function modelsOf({ tx, actor }: Acting): Promise<ProgrammeModel[]> {
  const rows = await tx
    .selectFrom('programme_models')
    .selectAll()
    .where('association_id', '=', associationOf(actor))
    .orderBy((order) => order('retired_on', 'is not', null))
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    description: row.description,
    facilitatorsMin: row.facilitators_min,
    facilitatorsMax: row.facilitators_max,
    sizeMin: row.size_min,
    sizeMax: row.size_max,
    open: !row.seated,
    accompaniedMax: row.accompanied_max,
    guestMeetings: row.guest_meetings,
    minutesMax: row.minutes_max,
    firstMinutesMax: row.first_minutes_max,
    rhythm: row.rhythm,
    afterwards: row.afterwards as ModelFields['afterwards'],
    ageSpan: row.age_span,
    retiredOn: row.retired_on,
  }));
}

export type ModelReason = 'sizes-crossed' | 'facilitators-crossed' | 'first-too-short';

/** What of a model contradicts itself. */
export function judgeModel(model: ModelFields): Refusal<ModelReason> | undefined {
  if (model.sizeMax < model.sizeMin) return refuse('sizes-crossed');
  if (model.facilitatorsMax < model.facilitatorsMin) return refuse('facilitators-crossed');
  if (model.firstMinutesMax < model.minutesMax) return refuse('first-too-short');
  return undefined;
}

/** Groups that run keep the rules they were composed with: a change is for groups to come. */
export async function keepModel(acting: Acting, id: string | null, model: ModelFields): Promise<Refusal<ModelReason> | undefined> {
  const refusal = judgeModel(model);
  if (refusal) return refusal;
  const { tx, actor } = acting;
  const association = associationOf(actor);
  const values = {
    name: model.name,
    description: model.description,
    facilitators_min: model.facilitatorsMin,
    facilitators_max: model.facilitatorsMax,
    size_min: model.sizeMin,
    size_max: model.sizeMax,
    seated: !model.open,
    accompanied_max: model.accompaniedMax,
    guest_meetings: model.guestMeetings,
    minutes_max: model.minutesMax,
    first_minutes_max: model.firstMinutesMax,
    rhythm: model.rhythm,
    afterwards: model.afterwards,
    age_span: model.ageSpan,
  };
  const key = id ?? newId();
  if (id) await tx.updateTable('programme_models').set(values).where('id', '=', id).where('association_id', '=', association).execute();
  else
    await tx
      .insertInto('programme_models')
      .values({ id: key, association_id: association, key: `own-${key}`, ...values })
      .execute();
  await acting.record({ act: id ? 'model.changed' : 'model.added', object: ['model', key] });
  return undefined;
}
