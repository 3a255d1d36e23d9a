import { Text } from '@mantine/core'
import type { DashboardTile } from '@atrium/documents'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { contentHeight, tileName } from '../../dashboard/tile-name.ts'
import { FrameTile } from './frame-tile.tsx'
import { MarkdownText } from './markdown-text.tsx'
import { TileFrame } from './tile-frame.tsx'

/** A tile that asks no question: text, a page of elsewhere, or a kind that is not shown here. */
export function PlainTile({
  tile,
  actions,
  mark,
}: {
  tile: DashboardTile
  actions?: ReactNode
  /** Beside the title; in the corner of a tile without one. */ mark?: ReactNode
}) {
  const { t } = useTranslation()
  const name = tileName(tile, t('dashboard.tile.untitled'))
  const isTitled =
    tile.properties.title !== undefined && tile.properties.title !== '' && !('hideTitle' in tile.properties && tile.properties.hideTitle === true)
  return (
    <TileFrame
      name={name}
      scrolls
      plain={tile.type === 'markdown' && !isTitled}
      {...(isTitled ? { title: tile.properties.title } : {})}
      {...(actions === undefined ? (isTitled ? { actions: mark } : {}) : { actions })}
      {...(isTitled || mark === undefined ? {} : { corner: mark })}
    >
      <Content tile={tile} />
    </TileFrame>
  )
}

function Content({ tile }: { tile: DashboardTile }) {
  const { t } = useTranslation()
  switch (tile.type) {
    case 'markdown':
      return <MarkdownText text={tile.properties.content} />
    case 'loom':
      return <FrameTile url={tile.properties.url} name={tileName(tile, t('dashboard.tile.untitled'))} height={contentHeight(tile.h, true)} />
    case 'saved_chart':
    case 'sql_chart':
      return <Text size="sm">{t('dashboard.tile.noChart')}</Text>
    case 'semantic_viewer_chart':
      return <Text size="sm">{t('dashboard.tile.unsupported')}</Text>
  }
}
