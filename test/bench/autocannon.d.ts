/** What the benchmarks use of it; the package brings no types. */
declare module 'autocannon' {
  interface Load {
    on(
      event: 'response',
      listener: (client: unknown, status: number, bytes: number, milliseconds: number) => void,
    ): void;
  }
  export default function autocannon(
    options: {
      readonly url: string;
      readonly connections: number;
      /** Seconds. */
      readonly duration: number;
      readonly requests: readonly { readonly path: string }[];
    },
    done: (error: unknown) => void,
  ): Load;
}
