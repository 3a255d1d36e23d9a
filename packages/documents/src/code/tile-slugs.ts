import { isRecord } from '../is-record.ts'

/** Where documents keep the id of the chart of a tile, by type of tile. Files have its slug, under one name for both. */
const idKeys: Readonly<Record<string, string>> = { saved_chart: 'savedChartUuid', sql_chart: 'savedSqlUuid' }
const slugKey = 'chartSlug'

/** Tiles of a document as a file has them. */
export const tilesToFile = (tiles: unknown): unknown =>
  withTiles(tiles, (idKey, { [idKey]: slug, ...properties }) => ({ [slugKey]: slug ?? null, ...properties }))

/** Tiles of a file as a document has them, with slugs where ids belong. */
export const tilesFromFile = (tiles: unknown): unknown =>
  withTiles(tiles, (idKey, { [slugKey]: slug, ...properties }) => (slug === undefined ? properties : { [idKey]: slug, ...properties }))

/** The path of a file for one of the document. */
export const pathInFile = (path: readonly PropertyKey[]): PropertyKey[] =>
  path.map((key, place) => (place > 1 && path[place - 1] === 'properties' && Object.values(idKeys).includes(String(key)) ? slugKey : key))

type Properties = Readonly<Record<string, unknown>>

function withTiles(tiles: unknown, change: (idKey: string, properties: Properties) => Properties): unknown {
  if (!Array.isArray(tiles)) return tiles
  return tiles.map((tile: unknown) => {
    if (!isRecord(tile) || !isRecord(tile['properties'])) return tile
    const idKey = idKeys[String(tile['type'])]
    return idKey === undefined ? tile : { ...tile, properties: change(idKey, tile['properties']) }
  })
}
