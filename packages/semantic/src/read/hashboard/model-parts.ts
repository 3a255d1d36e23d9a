import { isMeasure } from './field-meta.ts'
import type { SqlNames } from './hashboard-sql.ts'
import { modelNamed, type NamedModel } from './hashboard-names.ts'
import { isObject } from '../json-object.ts'
import { listAt, objectAt, type Plain, textAt } from './plain-node.ts'

/** The columns of a model that are written as such. */
export const columnsOf = ({ plain }: NamedModel): Plain[] => listAt(plain, 'cols').filter(isObject)

/** The attribute that others join a model by. */
export const keyOf = (model: NamedModel): string | undefined => {
  const key = columnsOf(model).find((column) => column['primaryKey'] === true)
  return key === undefined ? undefined : textAt(key, 'id')
}

/** A join in the words of model YAML. */
export type JoinWords = { join: string; alias?: string } & Record<string, unknown>
/** A model that a column leads to; `why` there is no way. */
export type ForeignKey = { column: string; reference: string; join: JoinWords } | { column: string; reference: string; why: string }

/**
 * The joins that foreign keys make: to the one row of the other model whose key it is, or to none. A second way to the same model has the
 * name of its column beside the model's.
 */
export function foreignKeys(model: NamedModel, models: readonly NamedModel[]): ForeignKey[] {
  const taken = new Set([model.name])
  return columnsOf(model).flatMap((column) =>
    listAt(column, 'foreignModels').map((written): ForeignKey => {
      const id = textAt(column, 'id') ?? ''
      const reference = typeof written === 'string' ? written : ''
      const at = { column: id, reference }
      const other = modelNamed(models, reference, model.path)
      if (other === undefined) return { ...at, why: `there is no model ${reference}` }
      const key = keyOf(other)
      if (key === undefined) return { ...at, why: `${other.name} has no column with primaryKey: true` }
      const alias = taken.has(other.name) ? `${other.name}_by_${id}` : other.name
      taken.add(alias)
      return { ...at, join: joinWords({ own: model.name, column: id, other: other.name, key, alias }) }
    }),
  )
}

/** How a join by a key is written. */
export const joinWords = ({ own, column, other, key, alias }: { own: string; column: string; other: string; key: string; alias: string }): JoinWords => ({
  join: other,
  ...(alias === other ? {} : { alias }),
  sql_on: `\${${own}.${column}} = \${${alias}.${key}}`,
  type: 'left',
  relationship: 'many-to-one',
})

/** What names mean in the SQL of a model: it joins the models that its foreign keys lead to. */
export function sqlNames(model: NamedModel, models: readonly NamedModel[]): SqlNames {
  const joined = new Set(foreignKeys(model, models).flatMap((key) => ('join' in key ? [key.join.join] : [])))
  const own = [model.name, textAt(model.plain, 'alias'), tableOf(model.plain)?.name].filter((name) => name !== undefined)
  return {
    own,
    joined(name, column) {
      const other = models.find((one) => one.name === name || textAt(one.plain, 'alias') === name)
      // A column can hold columns itself.
      if (other === undefined && columnsOf(model).some((one) => textAt(one, 'physicalName') === name)) return undefined
      if (other === undefined) return { why: `its SQL reads ${name}, and there is no model of that name beside this one` }
      if (!joined.has(other.name)) return { why: `it reads ${name}, which no column of ${model.name} leads to` }
      const attributes = columnsOf(other).filter((one) => !isMeasure(one))
      const found = attributes.find((one) => textAt(one, 'physicalName') === column) ?? attributes.find((one) => textAt(one, 'id') === column)
      return found === undefined ? { why: `${name} has no column ${column}` } : { field: `${other.name}.${textAt(found, 'id') ?? ''}` }
    },
  }
}

/** The table of a model; an uploaded file is the table of its name. */
export function tableOf(plain: Plain): { schema: string | undefined; name: string; file: string | undefined } | undefined {
  const source = objectAt(plain, 'source')
  const written = textAt(source, 'physicalName')
  if (written === undefined) return undefined
  const name = written.replace(/\.(?:parquet|csv|json)$/i, '')
  return { schema: textAt(source, 'schema'), name, file: name === written ? undefined : written }
}
