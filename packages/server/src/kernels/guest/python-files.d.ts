/** The bundler puts files of Python in as their text. */
declare module '*.py' {
  const text: string
  export default text
}
