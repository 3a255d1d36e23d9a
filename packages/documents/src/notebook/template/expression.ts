/** What stands between braces. Calls are no part of the language: there is nothing to call. */
export type Expression =
  | { kind: 'literal'; value: string | number | boolean | null; at: number }
  | { kind: 'list'; items: readonly Expression[]; at: number }
  | { kind: 'name'; name: string; at: number }
  | { kind: 'member'; of: Expression; key: Expression; at: number }
  | { kind: 'filter'; of: Expression; filter: string; args: readonly Expression[]; at: number }
  | { kind: 'test'; of: Expression; test: string; isNot: boolean; at: number }
  | { kind: 'unary'; sign: 'not' | '-' | '+'; of: Expression; at: number }
  | { kind: 'binary'; sign: string; left: Expression; right: Expression; at: number }
  | { kind: 'choice'; test: Expression; value: Expression; otherwise: Expression | null; at: number }
