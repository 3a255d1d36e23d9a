import { Anchor, Text } from '@mantine/core'
import type { DashboardTile } from '@atrium/documents'
import { IconExternalLink } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { loomAddress, tileName } from '../../dashboard/tile-name.ts'
import { MarkdownText } from './markdown-text.tsx'
import { TileFrame } from './tile-frame.tsx'

/** A tile that asks no question: text, a video's link, or a kind that is not shown here. */
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
    case 'loom': {
      const href = loomAddress(tile.properties.url)
      if (href === null) return <Text size="sm">{t('dashboard.tile.loomBad')}</Text>
      return (
        <Anchor href={href} target="_blank" rel="noopener noreferrer" size="sm">
          {t('dashboard.tile.loom')} <IconExternalLink size={14} aria-hidden />
        </Anchor>
      )
    }
    case 'saved_chart':
    case 'sql_chart':
      return <Text size="sm">{t('dashboard.tile.noChart')}</Text>
    case 'semantic_viewer_chart':
      return <Text size="sm">{t('dashboard.tile.unsupported')}</Text>
  }
}
