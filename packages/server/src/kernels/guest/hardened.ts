/** What the languages themselves have, and the few things beside them that lead nowhere. */
const languageGlobals = (
  'globalThis Infinity NaN undefined eval isFinite isNaN parseFloat parseInt decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape ' +
  'Object Function Boolean Symbol Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError SuppressedError Number BigInt Math Date ' +
  'Temporal String RegExp Array Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float16Array Float32Array Float64Array ' +
  'BigInt64Array BigUint64Array Map Set WeakMap WeakSet WeakRef FinalizationRegistry ArrayBuffer DataView JSON Promise Reflect Proxy Intl Iterator ' +
  'DisposableStack AsyncDisposableStack console TextEncoder TextDecoder URL URLSearchParams atob btoa structuredClone queueMicrotask ' +
  'setTimeout clearTimeout setInterval clearInterval DOMException crypto'
).split(' ')

/**
 * Takes away every global that is not named here or in `kept`, from the global object and from what it inherits. What
 * nobody has thought of is gone too.
 */
export function takeGlobalsAway(kept: readonly string[] = []): void {
  // Deno itself hands messages to the worker by `dispatchEvent`.
  const stay = new Set([...languageGlobals, ...kept, 'dispatchEvent'])
  // Some are made when first looked at, out of others that will be gone.
  for (const name of stay) Reflect.get(globalThis, name)
  for (let holder: object | null = globalThis; holder !== null && holder !== Object.prototype; holder = Object.getPrototypeOf(holder) as object | null) {
    // Keys that are symbols are how Deno keeps the state of its objects: they hold nothing but our own listener.
    for (const key of Object.getOwnPropertyNames(holder)) {
      if (stay.has(key) || key === 'constructor') continue
      if (Reflect.deleteProperty(holder, key)) continue
      // What can't be deleted can be emptied.
      Reflect.defineProperty(holder, key, { value: undefined, writable: false, configurable: false })
    }
  }
}
