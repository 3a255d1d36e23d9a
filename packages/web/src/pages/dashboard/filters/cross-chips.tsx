import { Button, CloseButton, Group } from '@mantine/core'
import { IconPointer } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { isTyping } from '../../../components/is-typing.ts'
import { crossRule, type CrossFilter } from '../../../dashboard/cross-filters.ts'
import { ruleName, ruleSentence } from '../../../dashboard/rule-name.ts'
import classes from '../dashboard.module.css'
import { useDashboard } from '../dashboard-context.ts'

type Props = { filters: readonly CrossFilter[]; onChange: (filters: readonly CrossFilter[]) => void }

/** What was clicked on tiles, as chips that can be taken away; Escape takes all of them. */
export function CrossChips({ filters, onChange }: Props) {
  const { t } = useTranslation()
  const { items } = useDashboard()
  useEffect(() => {
    if (filters.length === 0) return
    const onKey = (event: KeyboardEvent): void => {
      // Escape closes one layer: a menu or a dialog before the filters under it.
      if (event.key !== 'Escape' || event.defaultPrevented || isTyping(event) || document.querySelector('[role="menu"],[role="dialog"]') !== null) return
      onChange([])
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [filters, onChange])
  const rules = filters.map(crossRule)
  return (
    <>
      {rules.length > 0 && <p className={classes['printed']}>{rules.map((rule) => ruleSentence(rule, items, t)).join(' · ')}</p>}
      <div className={classes['pills']} role="group" aria-label={t('dashboard.cross.title')}>
        {rules.map((rule, place) => (
          <Group key={rule.id} gap={0} wrap="nowrap" className={classes['crossing'] ?? ''}>
            <IconPointer size={14} aria-hidden style={{ flex: 'none' }} />
            <span className="ellipsis">{ruleSentence(rule, items, t)}</span>
            <CloseButton
              size={24}
              aria-label={t('dashboard.filters.clear', { name: ruleName(rule, items) })}
              onClick={() => onChange(filters.filter((_, each) => each !== place))}
            />
          </Group>
        ))}
        {rules.length > 1 && (
          <Button size="compact-sm" variant="subtle" onClick={() => onChange([])}>
            {t('dashboard.cross.clear')}
          </Button>
        )}
      </div>
    </>
  )
}
