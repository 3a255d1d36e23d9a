import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql'
import { AppError } from '../../../platform/errors.ts'

/** What one document may be. A question for all there is of a project is a tenth of any of it. */
export const limits = { characters: 50_000, tokens: 2000, depth: 20, aliases: 30, rootFields: 10, cost: 10_000 } as const

/** Lists count as many of what is asked of each; what runs a query counts as much as 2000 fields. */
const listOf = 10
const lists = new Set(['projects', 'models', 'savedExplorations', 'metrics', 'dashboards', 'users', 'roles', 'permissionRules', 'endpoints'])
const weights: Readonly<Record<string, number>> = { spec: 5, runQuery: 2000, runEndpoint: 2000 }

type Size = { depth: number; aliases: number; fields: number; cost: number }

const none: Size = { depth: 0, aliases: 0, fields: 0, cost: 0 }

/**
 * Refuses (`invalid`, `graphql_limit`) a document that would keep us busy, before it is validated. Every fragment is measured
 * once, however often it is used: measuring takes as long as the document, whatever it would grow to.
 */
export function requireModest({ definitions }: DocumentNode): void {
  const fragments = new Map(definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])))
  const measure = measuring(fragments)
  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) continue
    const { depth, aliases, fields, cost } = measure(definition.selectionSet)
    refuseAbove('nested', depth, limits.depth, 'levels')
    refuseAbove('renamed', aliases, limits.aliases, 'fields by aliases')
    refuseAbove('large', cost, limits.cost, 'in cost: lists count ten times what is asked of each, a query that is run 2000')
    if (definition.kind === Kind.OPERATION_DEFINITION)
      refuseAbove('wide', rootFieldsOf(definition.selectionSet, fragments), limits.rootFields, 'fields at the top')
    // Fields that are only counted by their cost could hide in fragments that cost nothing.
    refuseAbove('large', fields, limits.cost, 'fields')
  }
}

function refuseAbove(word: string, found: number, most: number, unit: string): void {
  if (found <= most) return
  throw new AppError('invalid', `This query is too ${word}: at most ${most} ${unit} are taken. Ask in several queries.`, { reason: 'graphql_limit' })
}

function measuring(fragments: ReadonlyMap<string, FragmentDefinitionNode>): (set: SelectionSetNode) => Size {
  const known = new Map<string, Size>()
  const open = new Set<string>()

  const ofFragment = (name: string): Size => {
    const before = known.get(name)
    if (before !== undefined) return before
    const fragment = fragments.get(name)
    // One that is not there is for the validation to tell.
    if (fragment === undefined) return none
    if (open.has(name)) throw new AppError('invalid', `The fragment "${name}" holds itself.`, { reason: 'graphql_invalid' })
    open.add(name)
    const size = measure(fragment.selectionSet)
    open.delete(name)
    known.set(name, size)
    return size
  }

  const measure = ({ selections }: SelectionSetNode): Size =>
    selections
      .map((selection): Size => {
        if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value)
        if (selection.kind === Kind.INLINE_FRAGMENT) return measure(selection.selectionSet)
        const name = selection.name.value
        const inside = selection.selectionSet === undefined ? none : measure(selection.selectionSet)
        return {
          depth: inside.depth + 1,
          aliases: inside.aliases + (selection.alias === undefined ? 0 : 1),
          fields: inside.fields + 1,
          cost: (weights[name] ?? 1) + inside.cost * (lists.has(name) ? listOf : 1),
        }
      })
      .reduce(
        (sum, one) => ({
          depth: Math.max(sum.depth, one.depth),
          aliases: sum.aliases + one.aliases,
          fields: sum.fields + one.fields,
          cost: sum.cost + one.cost,
        }),
        none,
      )

  return measure
}

/** Fields at the top, in fragments too; those were found to hold no circle. */
function rootFieldsOf({ selections }: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): number {
  const known = new Map<string, number>()
  const count = (set: SelectionSetNode): number =>
    set.selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + 1
      if (selection.kind === Kind.INLINE_FRAGMENT) return sum + count(selection.selectionSet)
      const name = selection.name.value
      const inside = known.get(name) ?? (fragments.has(name) ? count((fragments.get(name) as FragmentDefinitionNode).selectionSet) : 0)
      known.set(name, inside)
      return sum + inside
    }, 0)
  return count({ kind: Kind.SELECTION_SET, selections })
}
