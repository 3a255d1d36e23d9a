import type { PlaceFinder } from '../problems/place.ts'
import type { MapNode } from './node.ts'

/** A file that was read without errors and holds a map. */
export type ParsedFile = { path: string; root: MapNode; place: PlaceFinder }
