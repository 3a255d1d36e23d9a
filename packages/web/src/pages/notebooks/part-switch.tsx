import { Box, SegmentedControl } from '@mantine/core'
import { useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useGo } from '../../components/use-go.ts'

const parts = ['logic', 'app'] as const
type Part = (typeof parts)[number]

/** Which part of a notebook is worked on: the address says so, and the draft stays open. */
export function usePart(): [Part, (part: Part) => void] {
  const go = useGo()
  const pathname = useLocation({ select: (location) => location.pathname })
  const part = useLocation({ select: ({ searchStr }) => new URLSearchParams(searchStr).get('part') })
  return [part === 'app' ? 'app' : 'logic', (next) => go(next === 'app' ? `${pathname}?part=app` : pathname, { replace: true })]
}

/** Between what a notebook computes and what the readers of its app see. */
export function PartSwitch({ shown, onShow }: { shown: Part; onShow: (part: Part) => void }) {
  const { t } = useTranslation()
  return (
    <Box px={{ base: 10, sm: 16 }} pt="xs">
      <SegmentedControl
        size="xs"
        aria-label={t('apps.views')}
        value={shown}
        onChange={onShow}
        data={parts.map((value) => ({ value, label: t(`apps.view.${value}`) }))}
      />
    </Box>
  )
}
