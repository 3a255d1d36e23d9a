import { TextInput, type TextInputProps } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'

type Props = Omit<TextInputProps, 'value' | 'onChange' | 'label' | 'placeholder' | 'leftSection'> & {
  label: string
  value: string
  onChange: (search: string) => void
}

/** Where one types what is looked for in a list. */
export const SearchField = ({ label, onChange, ...rest }: Props) => (
  <TextInput
    leftSection={<IconSearch size={16} aria-hidden />}
    placeholder={label}
    aria-label={label}
    maw={420}
    {...rest}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
)
