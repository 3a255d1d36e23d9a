import { Menu, Text } from '@mantine/core'
import { IconCopy, IconFilter, IconFilterOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClickHow } from '../../../charts/clicked-value.ts'
import { copyText } from '../../../components/copy-text.ts'
import { toastDone } from '../../../components/toast.ts'
import type { ClickedValue } from '../../../dashboard/cross-filters.ts'
import { useViewer } from '../viewer-context.ts'

type Props = {
  at: Pick<ClickHow, 'x' | 'y'>
  label: string
  text: string
  /** What is copied; nothing where there is no value. */
  copied: string
  /** What other tiles can be filtered by, and how it reads. */
  values: readonly { value: ClickedValue; text: string }[]
  onClose: () => void
  /** What else one can do with the value, or why that is not much. */
  children: ReactNode
}

/** The menu of a value on a tile: filter the others by what it is of, and copy it. */
export function ValueMenu({ at, label, text, copied, values, onClose, children }: Props) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const offered = viewer === null ? [] : values
  const copy = async (): Promise<void> => {
    if (await copyText(copied)) toastDone(t('grid.valueCopied'))
  }
  return (
    <Menu opened onChange={onClose} position="bottom-start" width={260} trapFocus returnFocus={false}>
      <Menu.Target>
        {/* Where the menu hangs; by its role it may say that it is open. */}
        <div role="button" tabIndex={-1} aria-label={text} style={{ position: 'fixed', left: at.x, top: at.y, width: 1, height: 1 }} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text span size="xs" truncate display="block">
            {label}: {text}
          </Text>
        </Menu.Label>
        {offered.map(({ value, text: named }) => (
          <Menu.Item key={value.fieldId} leftSection={<IconFilter size={15} />} onClick={() => viewer?.click([value], { add: false, isExcluded: false })}>
            {t('dashboard.drill.filterTo', { value: named })}
          </Menu.Item>
        ))}
        {offered.map(({ value, text: named }) => (
          <Menu.Item key={value.fieldId} leftSection={<IconFilterOff size={15} />} onClick={() => viewer?.click([value], { add: false, isExcluded: true })}>
            {t('dashboard.drill.exclude', { value: named })}
          </Menu.Item>
        ))}
        {children}
        <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => void copy()}>
          {t('grid.copyValue')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
