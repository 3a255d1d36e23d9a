import { Badge, Tooltip } from '@mantine/core'
import { IconPencilExclamation } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Unpublished } from '../../api/drafts.ts'
import { useLanguage } from '../../i18n/language.ts'
import { exactTime } from '../relative-time.ts'

type Props = {
  /** Null: nothing is; absent for those who may not change it. */ unpublished: Unpublished | null | undefined
  /** Only the sign, for lists. */ compact?: boolean
}

/** Says to those who may change a chart, SQL chart or dashboard that it has changes nobody else sees; by whom and when on hover. */
export function UnpublishedMark({ unpublished, compact = false }: Props) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  if (unpublished === null || unpublished === undefined) return null
  const { savedBy, savedAt } = unpublished
  const who = savedBy === null ? t('draft.unpublished') : t('draft.unpublishedBy', { name: `${savedBy.firstName} ${savedBy.lastName}`.trim() })
  const label = `${who} · ${exactTime(new Date(savedAt), locale)}`
  if (compact)
    return (
      <Tooltip label={label}>
        <span style={{ color: 'var(--atrium-metric)', display: 'inline-flex', verticalAlign: '-2px', marginInlineStart: 6 }}>
          <IconPencilExclamation size={15} role="img" aria-label={t('draft.unpublished')} />
        </span>
      </Tooltip>
    )
  return (
    <Tooltip label={label}>
      <Badge
        color="orange"
        variant="light"
        c="var(--atrium-metric)"
        tt="none"
        ms={6}
        leftSection={<IconPencilExclamation size={13} aria-hidden />}
        style={{ flex: 'none' }}
      >
        {t('draft.unpublished')}
      </Badge>
    </Tooltip>
  )
}
