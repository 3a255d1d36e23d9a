import { ActionIcon, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'

/** A sign beside the editor of SQL that does one thing. */
export function ToolButton({ label, icon, onClick }: { label: string; icon: ReactNode; onClick: () => void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size={30} aria-label={label} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tooltip>
  )
}
