import type { ComponentType } from 'react'

/** Shows two states of a thing, compared. */
export type DifferenceOf<D> = ComponentType<{ projectUuid: string; before: D; after: D }>
