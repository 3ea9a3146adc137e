// The part of saxen that is used here; the package brings no types.
declare module 'saxen' {
  type DecodeEntities = (text: string) => string;
  export class Parser {
    on(event: 'openTag', listen: (name: string, attributes: () => Record<string, string>, decode: DecodeEntities) => void): this;
    on(event: 'closeTag', listen: (name: string) => void): this;
    on(event: 'text', listen: (text: string, decode: DecodeEntities) => void): this;
    on(event: 'cdata' | 'attention', listen: (text: string) => void): this;
    on(event: 'error', listen: (error: Error) => void): this;
    write(xml: string): this;
    end(): Error | null;
    stop(): void;
  }
}
