import { Menu } from '@mantine/core'
import { IconTableExport } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { googleAccountQuery } from '../api/integrations.ts'

/** The entry of a menu that sends a result to Google Sheets; nothing where Google is not connected. */
export function SheetItem({ disabled = false, onOpen }: { disabled?: boolean; onOpen: () => void }) {
  const { t } = useTranslation()
  const isAvailable = useQuery(googleAccountQuery).data?.isAvailable === true
  if (!isAvailable) return null
  return (
    <Menu.Item leftSection={<IconTableExport size={15} />} disabled={disabled} onClick={onOpen}>
      {t('sheets.menu')}
    </Menu.Item>
  )
}
