import { ActionIcon, Popover, Stack, Text } from '@mantine/core'
import { filtersForTile } from '@atrium/documents'
import { IconFilter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isCrossRule, withCrossFilters } from '../../dashboard/cross-filters.ts'
import { allRules, effectiveFilters } from '../../dashboard/effective-filters.ts'
import { ruleSentence } from '../../dashboard/rule-name.ts'
import { useViewer } from './viewer-context.ts'
import { useDashboard } from './dashboard-context.ts'

type Props = { name: string; tileUuid: string; /** Of the tile's explore; null for SQL, which no filter reaches. */ tables: readonly string[] | null }

/** Which filters of the dashboard reach a tile, and why the others do not. Nothing when there are none. */
export function TileFilters({ name, tileUuid, tables }: Props) {
  const { t } = useTranslation()
  const { filters, items } = useDashboard()
  const cross = useViewer()?.cross ?? []
  const { applied, ignored } = filtersForTile(withCrossFilters(effectiveFilters(filters, items), cross), tileUuid, tables ?? [])
  const reaching = allRules(applied)
  if (reaching.length + ignored.length === 0) return null
  return (
    <Popover width={320} withArrow shadow="md" position="bottom-end">
      <Popover.Target>
        <ActionIcon size={26} aria-label={t('dashboard.tile.filters', { name })} color={reaching.length > 0 ? 'brand' : 'gray'}>
          <IconFilter size={15} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={6}>
          <Text size="xs" fw={600}>
            {t('dashboard.tile.applied')}
          </Text>
          {reaching.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('dashboard.tile.noFilters')}
            </Text>
          )}
          {reaching.map((rule) => (
            <Text key={rule.id} size="sm">
              {ruleSentence(rule, items, t)}
            </Text>
          ))}
          {ignored.length > 0 && (
            <Text size="xs" fw={600} mt={4}>
              {t('dashboard.tile.ignored')}
            </Text>
          )}
          {ignored.map(({ rule, because }) => (
            <Text key={rule.id} size="sm">
              {ruleSentence(rule, items, t)}{' '}
              <Text span size="xs" c="dimmed">
                {t(
                  `dashboard.tile.because.${tables === null && because !== 'disabled' ? 'sql' : because === 'not_for_this_tile' && isCrossRule(rule) ? 'clicked_here' : because}`,
                )}
              </Text>
            </Text>
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
