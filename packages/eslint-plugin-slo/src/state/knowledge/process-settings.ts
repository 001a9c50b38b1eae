/** Functions that set something for the whole process, by the module that exports them. */
const settings: Readonly<Record<string, readonly string[]>> = {
  cluster: ['setupMaster', 'setupPrimary'],
  crypto: ['setEngine', 'setFips'],
  dns: ['setDefaultResultOrder', 'setServers'],
  'dns/promises': ['setDefaultResultOrder', 'setServers'],
  dotenv: ['config'],
  http: ['setGlobalProxyFromEnv', 'setMaxIdleHTTPParsers'],
  module: ['enableCompileCache', 'register', 'registerHooks', 'syncBuiltinESMExports'],
  net: ['setDefaultAutoSelectFamily', 'setDefaultAutoSelectFamilyAttemptTimeout'],
  os: ['setPriority'],
  'source-map-support': ['install'],
  stream: ['setDefaultHighWaterMark'],
  tls: ['setDefaultCACertificates'],
  undici: ['install', 'setGlobalDispatcher', 'setGlobalOrigin'],
  util: ['setTraceSigInt'],
  v8: ['setFlagsFromString', 'setHeapSnapshotNearHeapLimit'],
  worker_threads: ['setEnvironmentData'],
};

/** The same as `module:name`; complete when this module has been evaluated. */
export const processSettings: ReadonlySet<string> = new Set(
  Object.entries(settings).flatMap(([from, names]) => names.map((name) => `${from}:${name}`)),
);
