import type { Person, Visit } from '../accounts/index.ts';

export async function hasPasskey({ tx }: Pick<Visit, 'tx'>, person: Person): Promise<boolean> {
  return (await tx.selectFrom('passkeys').select('id').where('person_id', '=', person.id).limit(1).executeTakeFirst()) !== undefined;
}
