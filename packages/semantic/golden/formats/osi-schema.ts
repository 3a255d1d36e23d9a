const text = { type: 'string' } as const
const texts = { type: 'array', items: text } as const
const listOf = (items: object): object => ({ type: 'array', items })
const closed = (properties: Record<string, object>, required: readonly string[]): object => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})

const extensions = listOf(closed({ vendor_name: text, data: text }, ['vendor_name', 'data']))
const dialect = { enum: ['ANSI_SQL', 'SNOWFLAKE', 'MDX', 'TABLEAU', 'DATABRICKS', 'MAQL', 'BIGQUERY', 'SIGMA', 'THOUGHTSPOT', 'DAX'] }
const expression = closed({ dialects: { ...listOf(closed({ dialect, expression: text }, ['dialect', 'expression'])), minItems: 1 } }, ['dialects'])
const datatype = { enum: ['String', 'Integer', 'Decimal', 'Float', 'Boolean', 'Date', 'Time', 'DateTime', 'DateTimeTz', 'Opaque'] }
const shared = { name: text, description: text, ai_context: {}, custom_extensions: extensions }

/** What a document of the core specification 0.2.0.dev0 may hold, as far as our export writes it. */
export const osiDocumentSchema = closed(
  {
    version: { const: '0.2.0.dev0' },
    vendors: texts,
    dialects: listOf(dialect),
    semantic_model: listOf(
      closed(
        {
          ...shared,
          datasets: {
            minItems: 1,
            ...listOf(
              closed(
                {
                  ...shared,
                  source: text,
                  primary_key: texts,
                  unique_keys: listOf(texts),
                  fields: listOf(
                    closed({ ...shared, expression, label: text, datatype, dimension: closed({ is_time: { type: 'boolean' } }, []) }, ['name', 'expression']),
                  ),
                },
                ['name', 'source'],
              ),
            ),
          },
          relationships: listOf(
            closed(
              { ...shared, from: text, to: text, from_columns: { ...texts, minItems: 1 }, to_columns: { ...texts, minItems: 1 } },
              ['name', 'from', 'to', 'from_columns', 'to_columns'],
            ),
          ),
          metrics: listOf(closed({ ...shared, expression, datatype }, ['name', 'expression'])),
        },
        ['name', 'datasets'],
      ),
    ),
  },
  ['version', 'semantic_model'],
)
