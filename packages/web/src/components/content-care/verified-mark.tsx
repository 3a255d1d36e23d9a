import { Badge, Tooltip } from '@mantine/core'
import { IconRosetteDiscountCheckFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Verification } from '../../api/content-care.ts'
import { useLanguage } from '../../i18n/language.ts'
import { exactTime } from '../relative-time.ts'

type Props = { verification: Verification | null | undefined; /** Only the sign, for lists. */ compact?: boolean }

/** Says that somebody vouches for a chart or dashboard; who and since when on hover. Nothing where nobody does. */
export function VerifiedMark({ verification, compact = false }: Props) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  if (verification === null || verification === undefined) return null
  const { verifiedBy: by, verifiedAt } = verification
  const who = by === null ? t('verified.bySomebody') : t('verified.by', { name: `${by.firstName} ${by.lastName}`.trim() })
  const label = `${who} · ${exactTime(new Date(verifiedAt), locale)}`
  const sign = (
    <IconRosetteDiscountCheckFilled size={compact ? 15 : 14} aria-hidden={!compact} role={compact ? 'img' : undefined} aria-label={compact ? who : undefined} />
  )
  return (
    <Tooltip label={label}>
      {compact ? (
        <span style={{ color: 'var(--mantine-color-teal-text)', display: 'inline-flex', verticalAlign: '-2px', marginInlineStart: 6 }}>{sign}</span>
      ) : (
        <Badge color="teal" variant="light" leftSection={sign} tt="none">
          {t('verified.badge')}
        </Badge>
      )}
    </Tooltip>
  )
}
