import { Kind, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql'
import type { ProjectReads } from '../reads.ts'

/**
 * Reads what the fields of a list are about to ask for, so that each of its thousand items has it at once. What is refused is told by the
 * fields themselves.
 */
export async function readAhead(reads: ProjectReads, { fieldNodes, fragments }: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>): Promise<void> {
  const asked = new Set<string>()
  const spread = new Set<string>()
  const look = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) asked.add(selection.name.value)
      else if (selection.kind === Kind.INLINE_FRAGMENT) look(selection.selectionSet)
      else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value)
        look(fragments[selection.name.value]?.selectionSet)
      }
    }
  }
  for (const node of fieldNodes) look(node.selectionSet)
  await Promise.allSettled([...(asked.has('spec') ? [reads.namedByFiles()] : []), ...(asked.has('viewsLastTwoWeeks') ? [reads.views()] : [])])
}
