import { compactTiles, type TilePlace } from '@atrium/documents'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './plan-sketch.module.css'

export type PlanMark = 'added' | 'removed' | 'changed' | 'moved'
type Placed = TilePlace & { tabUuid?: string | null | undefined }
type Props<T extends Placed> = {
  /** In their order; none: all stands on one page. */
  tabs: readonly { uuid: string; name: string }[]
  tilesOf: (tabUuid: string | null) => readonly T[]
  nameOf: (tile: T) => string
  /** What is different in the other state; null: nothing. */
  markOf: (tile: T) => PlanMark | null
}

/** What stands on a grid as a small plan, tab by tab, with what is different in another state of it. */
export function PlanSketch<T extends Placed>({ tabs, tilesOf, nameOf, markOf }: Props<T>) {
  const { t } = useTranslation()
  return (tabs.length === 0 ? [null] : tabs).map((tab) => (
    <div key={tab?.uuid ?? ''}>
      {tab !== null && (
        <Text size="xs" fw={500} mt={4}>
          {t('difference.tabOf', { name: tab.name })}
        </Text>
      )}
      <ul className={classes['plan']}>
        {compactTiles(tilesOf(tab?.uuid ?? null)).map((tile) => {
          const mark = markOf(tile)
          return (
            <li
              key={tile.uuid}
              className={classes['tile']}
              data-mark={mark ?? undefined}
              style={{ gridColumn: `${tile.x + 1} / span ${tile.w}`, gridRow: `${tile.y + 1} / span ${tile.h}` }}
            >
              <span className={classes['name']}>{nameOf(tile)}</span>
              {mark !== null && <span className={classes['mark']}>{t(`difference.tile.${mark}`)}</span>}
            </li>
          )
        })}
      </ul>
    </div>
  ))
}

/** Whether something stands elsewhere than its twin. */
export const standsElsewhere = (one: Placed, twin: Placed): boolean =>
  twin.x !== one.x || twin.y !== one.y || twin.w !== one.w || twin.h !== one.h || (twin.tabUuid ?? null) !== (one.tabUuid ?? null)
