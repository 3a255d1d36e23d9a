import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { projectRoles, type ProjectRole } from '../api/roles.ts'

type Props = { /** Said to screen readers. */ label: string; value: ProjectRole; onChange: (role: ProjectRole) => void; disabled?: boolean }

/** Picks a role in a project. */
export function RoleSelect({ label, value, onChange, disabled = false }: Props) {
  const { t } = useTranslation()
  return (
    <NativeSelect
      size="xs"
      aria-label={label}
      value={value}
      disabled={disabled}
      data={projectRoles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
      onChange={(event) => {
        const role = projectRoles.find((each) => each === event.currentTarget.value)
        if (role !== undefined) onChange(role)
      }}
    />
  )
}
