export type Log = {
  info(event: string, facts?: Facts): void;
  /** Writes the kind of error and where it arose, never its message: that may quote a person. Returns the reference number. */
  error(event: string, error: unknown, facts?: Facts): string;
};

type Facts = Partial<Record<(typeof allowed)[number], string | number>>;

const allowed = ['request', 'method', 'route', 'status', 'ms', 'queue', 'job', 'attempt', 'port', 'version'] as const;

/** One line of JSON an event, only with facts on the list above. */
export function openLog(write: (line: string) => void = (line) => void process.stderr.write(`${line}\n`)): Log {
  const line = (level: string, event: string, facts: Facts, more: object = {}) => {
    const kept = Object.fromEntries(allowed.flatMap((name) => (facts[name] === undefined ? [] : [[name, facts[name]]])));
    write(JSON.stringify({ at: new Date().toISOString(), level, event, ...kept, ...more }));
  };
  return {
    info: (event, facts = {}) => line('info', event, facts),
    error: (event, error, facts = {}) => {
      const reference = String(facts.request ?? crypto.randomUUID());
      line('error', event, { ...facts, request: reference }, describe(error));
      return reference;
    },
  };
}

function describe(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const at = (error.stack ?? '')
    .split('\n')
    .filter((one) => /^\s+at /.test(one))
    .slice(0, 6)
    .map((one) => one.trim());
  return { kind: error.name, ...code, at, ...(error.cause ? { cause: describe(error.cause) } : {}) };
}
