import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Inter in the cuts that papers use, out of the package: the same letters on every machine. The plain one comes first. */
const cuts = ['400Regular', '400Regular_Italic', '500Medium', '600SemiBold', '700Bold'];

const find = createRequire(import.meta.url).resolve;

export const fontFiles = (): Buffer[] => cuts.map((cut) => readFileSync(find(`@expo-google-fonts/inter/${cut}/Inter_${cut}.ttf`)));
