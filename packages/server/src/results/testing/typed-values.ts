import * as fc from 'fast-check'

/** A type of the engine with literals of its values; `NULL` is one of them. */
export type TypedLiterals = { type: string; literals: string[] }

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`
const of = (type: string, values: readonly string[]): fc.Arbitrary<[string, fc.Arbitrary<string>]> =>
  fc.constant([type, fc.constantFrom(...values).map((value) => `${text(value)}::${type}`)])
const whole = (type: string, low: bigint, high: bigint): fc.Arbitrary<[string, fc.Arbitrary<string>]> =>
  fc.constant([type, fc.oneof(fc.constantFrom(low, high, 0n), fc.bigInt({ min: low, max: high })).map((value) => `'${value}'::${type}`)])

/** Letters that trip something: quotes, NUL (which a literal cannot hold), more than twelve bytes, beyond the first plane. */
const texts = fc.oneof(
  fc.constantFrom('', 'exactly12chr', 'thirteen char', "it's", '😀', 'ä'.repeat(40), '\u0000', 'a\u0000b', 'NULL', '"x", [1]'),
  fc.string(),
)
const literalText = (value: string): string => value.split('\u0000').map(text).join(' || chr(0) || ')

const leaves = (): fc.Arbitrary<[string, fc.Arbitrary<string>]>[] => [
  of('BOOLEAN', ['true', 'false']),
  whole('TINYINT', -128n, 127n),
  whole('SMALLINT', -32768n, 32767n),
  whole('INTEGER', -(2n ** 31n), 2n ** 31n - 1n),
  whole('BIGINT', -(2n ** 63n), 2n ** 63n - 1n),
  whole('HUGEINT', -(2n ** 127n), 2n ** 127n - 1n),
  whole('UTINYINT', 0n, 255n),
  whole('UBIGINT', 0n, 2n ** 64n - 1n),
  whole('UHUGEINT', 0n, 2n ** 128n - 1n),
  whole('BIGNUM', -(10n ** 60n), 10n ** 60n),
  of('FLOAT', ['nan', 'infinity', '-infinity', '0.1', '-0', '3.4028235e38', '1e-45']),
  of('DOUBLE', ['nan', 'infinity', '-infinity', '0.1', '-0', '1.7976931348623157e308', '5e-324']),
  of('DECIMAL(4,1)', ['-999.9', '0.1', '12.5']),
  of('DECIMAL(9,9)', ['0.123456789', '-0.000000001']),
  of('DECIMAL(18,2)', ['1234567890123456.78', '-0.01']),
  of('DECIMAL(38,3)', ['99999999999999999999999999999999999.999', '-0.001']),
  of('DATE', ['1969-12-31', '2024-02-29', 'infinity', '-infinity', '0044-03-15 (BC)', '12345-01-01']),
  of('TIME', ['00:00:00', '23:59:59.999999', '24:00:00']),
  of('TIME WITH TIME ZONE', ['04:05:06.000007+02:30', '23:59:59-15:59:59']),
  of('TIMESTAMP', ['1969-12-31 23:59:59.999999', '2026-03-29 01:30:00.123456', 'infinity', '-infinity']),
  of('TIMESTAMP WITH TIME ZONE', ['2026-03-29 01:30:00.123456+02', 'infinity']),
  of('TIMESTAMP_S', ['1960-01-01 00:00:01']),
  of('TIMESTAMP_MS', ['1960-01-01 00:00:01.001']),
  of('TIMESTAMP_NS', ['2026-01-01 00:00:01.123456789', '1960-01-01 00:00:00.000000001']),
  of('INTERVAL', ['1 month 2 days 3.000001 seconds', '-3 years', '-1 day 00:00:01', '0 seconds']),
  of('UUID', ['6f1e2d3c-0000-4000-8000-000000000001', 'ffffffff-ffff-ffff-ffff-ffffffffffff']),
  of('BLOB', ['', 'ab\\x00\\xFF', 'more than twelve bytes']),
  of('BIT', ['101', '0']),
  of("ENUM('b', 'a', 'it''s')", ['a', 'b', "it's"]),
  of('JSON', ['{"a": [1, null]}', 'null', '"x"']),
  fc.constant(['VARCHAR', texts.map(literalText)]),
]

/** Types, some of them composed of others, and how their values are made. */
const typed = fc.letrec<{ part: [string, fc.Arbitrary<string>]; any: [string, fc.Arbitrary<string>]; leaf: [string, fc.Arbitrary<string>] }>((tie) => ({
  leaf: fc.oneof(...leaves()),
  // The engine's parser cannot write down casts to types that have enumerations in them: the gate refuses those.
  part: tie('any').filter(([type]) => !type.includes('ENUM')),
  any: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    { weight: 6, arbitrary: tie('leaf') },
    { weight: 1, arbitrary: tie('part').map(([type, value]) => [`${type}[]`, list(type, value, { maxLength: 4 })]) },
    {
      weight: 1,
      arbitrary: tie('part').map(([type, value]) => [`${type}[2]`, list(type, value, { minLength: 2, maxLength: 2 }).map((made) => `${made}::${type}[2]`)]),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('part'), tie('part'))
        .map(([[one, a], [other, b]]) => [
          `STRUCT("a b" ${one}, "HUGEINT" ${other})`,
          fc.tuple(orNull(a), orNull(b)).map(([x, y]) => `{'a b': ${x}::${one}, 'HUGEINT': ${y}::${other}}`),
        ]),
    },
    {
      weight: 1,
      arbitrary: tie('part').map(([type, value]) => [`MAP(VARCHAR, ${type})`, orNull(value).map((made) => `MAP {'k': ${made}::${type}, 'other': NULL}`)]),
    },
  ) as fc.Arbitrary<[string, fc.Arbitrary<string>]>,
})).any

const orNull = (value: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.oneof({ weight: 1, arbitrary: fc.constant('NULL') }, { weight: 5, arbitrary: value })
const list = (type: string, value: fc.Arbitrary<string>, size: fc.ArrayConstraints): fc.Arbitrary<string> =>
  fc.array(orNull(value), size).map((values) => `[${values.map((made) => `${made}::${type}`).join(', ')}]::${type}[]`)

export const typedLiterals: fc.Arbitrary<TypedLiterals> = typed.chain(([type, value]) =>
  fc.array(orNull(value), { minLength: 1, maxLength: 6 }).map((literals) => ({ type, literals: literals.map((literal) => `(${literal})::${type}`) })),
)

/** Every type without parts, each with some values: what a random choice may leave out. */
export const everyLeaf: fc.Arbitrary<TypedLiterals[]> = fc.tuple(
  ...leaves().map((leaf) => leaf.chain(([type, value]) => fc.array(orNull(value), { minLength: 8, maxLength: 8 }).map((literals) => ({ type, literals })))),
)
