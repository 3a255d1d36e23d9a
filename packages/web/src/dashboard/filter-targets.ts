import { filtersForTile, type DashboardFilterRule } from '@atrium/documents'
import { getItemType, type CompiledDimension, type DimensionType } from '@atrium/semantic'

/** Whether and by which field a filter reaches one tile. */
export type TileReach = {
  /** `own`: by the filter's field itself; `mapped`: by another; `off`: switched off; `other_table`: the tile does not know the field. */
  how: 'own' | 'mapped' | 'off' | 'other_table'
  /** Id of the field it is filtered by; null when it is not reached. */
  fieldId: string | null
  /** Fields of the tile that this filter could be applied to: those of its type. */
  fields: readonly CompiledDimension[]
}

type Target = { fieldId: string; tableName: string }

/** How a filter of a dashboard reaches a tile whose chart can be filtered by `own` fields. */
export function reachOf(rule: DashboardFilterRule, tileUuid: string, own: readonly CompiledDimension[], type: DimensionType): TileReach {
  const fields = own.filter((field) => isSameKind(getItemType(field), type) && (field.isIntervalBase !== true || idOf(field) === rule.target.fieldId))
  // A filter without a value reaches nothing today, but may once it has one.
  const { disabled: _, ...asked } = rule
  const { applied, ignored } = filtersForTile({ dimensions: [asked], metrics: [], tableCalculations: [] }, tileUuid, [
    ...new Set(own.map(({ table }) => table)),
  ])
  const target = applied.dimensions[0]?.target
  if (target === undefined) return { how: ignored[0]?.because === 'not_for_this_tile' ? 'off' : 'other_table', fieldId: null, fields }
  return { how: target.fieldId === rule.target.fieldId ? 'own' : 'mapped', fieldId: target.fieldId, fields }
}

/** The filter pointed at a field of one tile, or kept away from it (`false`). Its own field is written down as nothing. */
export function withTileTarget(rule: DashboardFilterRule, tileUuid: string, target: Target | false): DashboardFilterRule {
  const { [tileUuid]: _, ...others } = rule.tileTargets ?? {}
  const isOwn = target !== false && target.fieldId === rule.target.fieldId && target.tableName === rule.target.tableName
  return { ...rule, tileTargets: isOwn ? others : { ...others, [tileUuid]: target } }
}

/** The field to begin with when a filter is switched on for a tile: its own, else one of the same name, else the first that fits. */
export function targetFor(rule: DashboardFilterRule, { fields }: Pick<TileReach, 'fields'>): Target | null {
  const own = fields.find((field) => idOf(field) === rule.target.fieldId)
  const named = fields.find((field) => rule.target.fieldId === `${rule.target.tableName}_${field.name}`)
  const field = own ?? named ?? fields[0]
  return field === undefined ? null : { fieldId: idOf(field), tableName: field.table }
}

const idOf = ({ table, name }: CompiledDimension): string => `${table}_${name}`

const isTime = (type: DimensionType): boolean => type === 'date' || type === 'timestamp'
const isSameKind = (a: DimensionType, b: DimensionType): boolean => a === b || (isTime(a) && isTime(b))
