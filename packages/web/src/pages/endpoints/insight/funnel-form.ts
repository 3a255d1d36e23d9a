import { nodesOf, partOf, withNodes, withPart, type Part } from './insight-form.ts'
import { isRecord, kindOf, type InsightWords } from './insight-words.ts'

/** Whose value of a breakdown somebody goes by, beside that of one step alone. */
export const attributions = ['first_touch', 'last_touch', 'all_events'] as const

const ofStep = /^step:(\d+)$/
/** The same of a step alone, from 0. */
export const stepAttribution = (step: number): string => `step:${step}`
/** The step that it is of; null: of none alone. */
export function attributedStep(attribution: string): number | null {
  const step = ofStep.exec(attribution)?.[1]
  return step === undefined ? null : Number(step)
}

/** Whose value a funnel goes by, as one text. */
export function attributionOf(words: InsightWords): string {
  const { breakdownAttributionType: type, breakdownAttributionValue: step } = partOf(words, 'funnelsFilter')
  if (type === 'step') return stepAttribution(typeof step === 'number' ? step : 0)
  return typeof type === 'string' ? type : 'first_touch'
}

/** A funnel that goes by another value. */
export function withAttribution(words: InsightWords, attribution: string): InsightWords {
  const step = attributedStep(attribution)
  return withPart(words, 'funnelsFilter', {
    breakdownAttributionType: step !== null ? 'step' : attribution === 'first_touch' ? undefined : attribution,
    breakdownAttributionValue: step ?? undefined,
  })
}

/**
 * An insight without one of its events. What a funnel says of its steps goes on being of the same ones: a stretch of steps shrinks to those
 * that are left, and what was of the removed one alone goes.
 */
export function withoutNode(words: InsightWords, place: number): InsightWords {
  const nodes = nodesOf(words)
  const rest = withNodes(words, nodes.toSpliced(place, 1))
  const { funnelsFilter: filter } = words
  if (kindOf(words) !== 'FunnelsQuery' || !isRecord(filter)) return rest
  const { exclusions, funnelFromStep: from, funnelToStep: to } = filter
  const shown = stretchWithout(place, from ?? 0, to ?? nodes.length - 1)
  const kept = Array.isArray(exclusions) ? exclusions.filter(isRecord).flatMap((exclusion) => exclusionWithout(place, exclusion)) : []
  const changed = withPart(rest, 'funnelsFilter', {
    exclusions: kept.length === 0 ? undefined : kept,
    funnelFromStep: from == null ? undefined : shown?.from,
    funnelToStep: to == null ? undefined : shown?.to,
  })
  const step = attributedStep(attributionOf(words))
  if (step === null || step < place) return changed
  return withAttribution(changed, step === place ? 'first_touch' : stepAttribution(step - 1))
}

/** From one step to a later one, as they count without one; null where no two are left. */
function stretchWithout(place: number, from: unknown, to: unknown): { from: number; to: number } | null {
  if (typeof from !== 'number' || typeof to !== 'number') return null
  const left = { from: from > place ? from - 1 : from, to: to >= place ? to - 1 : to }
  return left.from < left.to ? left : null
}

function exclusionWithout(place: number, exclusion: Part): Part[] {
  const left = stretchWithout(place, exclusion['funnelFromStep'], exclusion['funnelToStep'])
  return left === null ? [] : [{ ...exclusion, funnelFromStep: left.from, funnelToStep: left.to }]
}
