import { ActionIcon, Menu, type MenuProps } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ReactNode } from 'react'

type Props = {
  /** Says with which. */
  label: string
  /** Items of the menu. */
  children: ReactNode
} & Pick<MenuProps, 'returnFocus' | 'onOpen'>

/** What can be done with a row of a table, behind three dots. */
export function RowMenu({ label, children, ...rest }: Props) {
  return (
    <Menu position="bottom-end" {...rest}>
      <Menu.Target>
        <ActionIcon aria-label={label}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  )
}
