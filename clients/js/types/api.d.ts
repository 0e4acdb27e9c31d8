// Made by scripts/docs of the OpenAPI document of the control API.

/** Act. What a person does: which fields, depends on the verb. */
export interface ActorAct {
  /** Which application, by its id; without it the call is for all of a group. */
  app?: string;
  /** Which provider the application belongs to; not needed where the id says it. */
  provider?: string;
  /** Which group of applications; the default applications where nothing is named. */
  group?: string;
  /** Text to say. */
  message?: string;
  /** Where. */
  channel_url?: string;
  /** Where, on a platform whose word that is. */
  dialog_id?: string;
  /** Whom. */
  user_ids?: string[];
  /** Whom, by the names of actors. */
  people?: string[];
  /** Which frames, for `received`. */
  command?: string;
  /** Further fields of the operation behind it. */
  details?: Record<string, any>;
}

/** Answer. What the operation behind an act answered. */
export interface Answer {
  [name: string]: any;
}

/** Application. An application the server holds. Further keys are the options of its provider. */
export interface Application {
  /** Platform it belongs to. */
  provider: string;
  /** Its id. */
  app_id: string | number;
  /** Environment variables that point clients here. */
  env: Record<string, string>;
  /** Name of its group; empty for the default applications. */
  group: string;
  [name: string]: any;
}

/** New application. An application to be served beside the others. Further keys are options of its provider. */
export interface ApplicationCreate {
  /** Platform it belongs to; the first one where it is left out. */
  provider?: string;
  /** Group it is to belong to; one of its own where it is left out. */
  group?: string;
  /** What its ids and tokens are drawn from; the id where it is left out. */
  seed?: string;
  /** A seed document to begin with. */
  state?: Record<string, any>;
  /** Whether an application of the same id may be replaced; all it holds is lost then. */
  replace?: boolean;
  /** Seconds of real time after which it is removed where nobody has asked for it: no request, no open socket, no call of this API. */
  idle_seconds?: number;
  /** Time at which its clock stands at the beginning and after each reset, as ISO 8601 text; the machine's time where it is left out. */
  clock?: string;
  [name: string]: any;
}

/** Applications. The applications the server holds. */
export interface ApplicationPage {
  /** The applications. */
  applications: Application[];
}

/** Attachment. A file of a message. */
export interface Attachment {
  /** Its name. */
  name: string;
  /** Its kind, in the platform's words. */
  type: string;
  /** Its address; empty where none is known. */
  url: string;
  /** Bytes; 0 where nobody said. */
  size: number;
}

/** Clock. Where an application's clock stands. */
export interface Clock {
  /** The application's time in milliseconds since 1970. */
  now: number;
  /** The same as ISO 8601 text. */
  iso: string;
  /** Whether it runs with the machine's clock, runs moved against it, or stands. */
  state: "real" | "moved" | "frozen";
}

/** Advance. Goes forward in time; timers that become due fire in order. */
export interface ClockAdvance {
  /** Which application, by its id; without it the call is for all of a group. */
  app?: string;
  /** Which provider the application belongs to; not needed where the id says it. */
  provider?: string;
  /** Which group of applications; the default applications where nothing is named. */
  group?: string;
  /** How many weeks to go forward. */
  weeks?: number;
  /** How many days to go forward. */
  days?: number;
  /** How many hours to go forward. */
  hours?: number;
  /** How many minutes to go forward. */
  minutes?: number;
  /** How many seconds to go forward. */
  seconds?: number;
  /** How many milliseconds to go forward. */
  milliseconds?: number;
}

/** Freeze. Stops the clock, at the present or at a time. */
export interface ClockFreeze {
  /** Which application, by its id; without it the call is for all of a group. */
  app?: string;
  /** Which provider the application belongs to; not needed where the id says it. */
  provider?: string;
  /** Which group of applications; the default applications where nothing is named. */
  group?: string;
  /** ISO 8601 text; the present where it is left out. */
  at?: string;
}

/** Set. Jumps to a time. */
export interface ClockSet {
  /** Which application, by its id; without it the call is for all of a group. */
  app?: string;
  /** Which provider the application belongs to; not needed where the id says it. */
  provider?: string;
  /** Which group of applications; the default applications where nothing is named. */
  group?: string;
  /** ISO 8601 text. */
  to: string;
}

/** Conversation. Where people talk: a channel, a group, a dialog, two people. */
export interface Conversation {
  /** Its id. */
  id: string;
  /** Its name, or the names of people in it. */
  name: string;
  /** What it is, in the platform's words. */
  kind: string;
  /** How many people are in it. */
  people_count: number;
  /** How many messages it has. */
  message_count: number;
  /** When something was said last, or it was made, in milliseconds. */
  last_at: number;
  /** Who is in it: 100 of them at the most, 8 in a list of conversations. */
  people: Participation[];
  /** The last message; null where there is none. */
  last: Said | null;
}

/** Act in a conversation. What somebody does there. */
export interface ConversationAct {
  /** Which application, by its id; without it the first of a group. */
  app?: string;
  /** Which provider the application belongs to; not needed where the id says it. */
  provider?: string;
  /** Which group of applications; the default applications where nothing is named. */
  group?: string;
  /** Who, by id. */
  user: string;
  /** What. */
  verb: "says" | "reads" | "reacts" | "types" | "joins" | "leaves";
  /** What is said. */
  text?: string;
  /** Which message a reaction is to, by its id in this conversation. */
  message_id?: string;
  /** With what: an emoji, or the platform's key for it. */
  reaction?: string;
  /** Whether the reaction is taken back. */
  removes?: boolean;
}

/** Conversations. Conversations of an application. */
export interface ConversationPage {
  /** How many there are. */
  total: number;
  /** Some of them. */
  conversations: Conversation[];
}

/** Credential. Something that lets in whoever has it. */
export interface Credential {
  /** What it is, in the platform's words. */
  kind: string;
  /** Itself; `***` unless asked for. */
  value: string;
  /** When it runs out, in milliseconds; 0 for never. */
  expires_at: number;
}

/** Device. A device that push notifications are meant for. */
export interface Device {
  /** The push service. */
  kind: string;
  /** Its token; `***` unless asked for. */
  token: string;
}

/** Done. Nothing to say: it is done. */
export interface Done {
}

/** Due. Something that happens by the clock. */
export interface Due {
  /** When, in milliseconds of the application's time. */
  at: number;
  /** What happens then. */
  what: string;
  /** The platform of its application. */
  provider: string;
  /** Its application. */
  app_id: string | number;
}

/** Due. What happens next by the clock, the earliest first. */
export interface DuePage {
  /** Some of it. */
  due: Due[];
}

/** Entry. One thing that happened. */
export interface Entry {
  /** Place in the journal, from 1. */
  number: number;
  /** Time of the application's clock in milliseconds. */
  at: number;
  /** request, actor, frame, connected, disconnected, delivery or push. */
  kind: string;
  /** Name of the operation or command. */
  operation?: string;
  /** HTTP method. */
  method?: string;
  /** Path as sent. */
  path?: string;
  /** Query as sent. */
  query?: string;
  /** HTTP status answered. */
  status?: number;
  /** Headers as sent, names in lower case, secrets masked. */
  headers?: Record<string, any>;
  /** What was sent, of a push to the device's push service: parsed where it is JSON. */
  request?: any;
  /** What was answered: parsed where it is JSON. */
  answer?: any;
  /** Error code answered. */
  code?: number | string;
  /** True where the platform refused what was asked. */
  refused?: boolean;
  /** True for a delivery that its receiver got, and that is sent again all the same. */
  arrived?: boolean;
  /** What chatmock thinks was meant. */
  hint?: string;
  /** Frames: `in` from a client, `out` to clients. */
  direction?: string;
  /** Frames that came in, and sockets that came or went: whose socket it is. */
  user?: string;
  /** Sockets: by what one was let in, or why it ended. */
  why?: string;
  /** Frames that went out: whose sockets they went to, each time it is named one socket. */
  to?: string[];
  /** Push notifications: whose device. */
  user_id?: string;
  /** Push notifications: the push service, as in paths. */
  token_type?: string;
  /** Push notifications: the device. */
  token?: string;
  /** Push notifications: where the message was said. */
  channel_url?: string;
  /** Push notifications: the message. */
  message_id?: number;
  /** Push notifications: what stands above the text. */
  title?: string;
  /** Push notifications: the text. */
  body?: string;
  /** Push notifications: the sound. */
  sound?: string;
  /** Deliveries: how many times it was tried so far. */
  attempts?: number;
  /** Deliveries: what became of it. */
  outcome?: string;
  /** Deliveries: when it is tried again, in milliseconds. */
  next_at?: number;
  /** Which happening it belongs to: a request or a command, and the frames, deliveries and pushes that came of it, have the same number in an application. */
  cause?: number;
  /** Milliseconds of the machine's time until the answer was ready, where somebody looks at the journal as it is written, or the server prints it. */
  took?: number;
}

/** Environment. Environment variables that point clients of an application here. */
export interface Env {
  [name: string]: string;
}

/** Refusal. Why the control API refuses. */
export interface Error {
  /** Always true. */
  error: boolean;
  /** What is wrong, and what to do. */
  message: string;
  /** A word for programs. Each has its status: 400 invalid, not_json, only_by_http; 403 not_loopback, not_same_origin; 404 no_ca, unknown_application, unknown_name, unknown_path; 408 timeout; 409 ambiguous_application, taken; 422 refused; 500 failed. */
  code: "invalid" | "not_json" | "only_by_http" | "not_loopback" | "not_same_origin" | "no_ca" | "unknown_application" | "unknown_name" | "unknown_path" | "timeout" | "ambiguous_application" | "taken" | "refused" | "failed";
}

/** Fault. A fault that waits to strike. */
export interface Fault {
  /** Its number, to remove it by. */
  number: number;
  /** Name of an operation, or a pattern with * in it. Deliveries are named like webhook *; on sockets there are commands like MESG, all frames that are sent like frame MESG, and connect. */
  operation: string;
  /** How often it still strikes; left out: until it is removed. */
  times?: number;
  /** Before the effect, or after it (the write happened, the answer is spoiled). */
  phase: "before" | "after";
  /** A documented error code. */
  code?: number | string;
  /** An HTTP status. */
  status?: number;
  /** The sentence to say in place of the documented one. */
  message?: string;
  /** Headers of the answer beside its own. An injected 429 brings the platform's rate-limit headers by itself. Alone they leave the answer as it is. */
  headers?: Record<string, string>;
  /** Seconds of real time to wait before anything is sent. */
  delay?: number;
  /** Close the connection instead of answering. */
  disconnect?: boolean;
  /** Send only so many bytes of the body, then close. */
  truncate?: number;
  /** Send the body byte by byte with so many seconds between. */
  dribble?: number;
  /** Answer a body that is not JSON. */
  broken_json?: boolean;
  /** Sockets: close the connection with this code. */
  close_code?: number;
  /** Sockets: the frame, or the answer to the command, is never sent. */
  withhold?: boolean;
  /** Sockets: the frame is sent twice. */
  duplicate?: boolean;
  /** Sockets: from then on nothing goes through, either way, though the connection stays open. */
  stall?: boolean;
  /** Only calls that meet all of these conditions. */
  when?: {
    /** A user: who asks, or whom path or body name; on sockets whose socket it is. */
    user?: string;
    /** A channel that path or body name. */
    channel?: string;
    /** Keys and values that what is sent has to have, whether as JSON, form or query; objects inside are compared in the same way. */
    body?: Record<string, any>;
  };
  /** Which of the calls it is for is struck first, counted from 1. */
  nth?: number;
  /** How likely each of its calls is struck, from the nth on. The draws are the same in each run. */
  probability?: number;
  /** What decides the draws; left out the fault's number does. */
  seed?: string;
  /** `ignore` where a test may end without a strike. */
  unused?: "fail" | "ignore";
  /** Where it was added, for people: a file and a line. */
  added_at?: string;
  /** How often it struck so far. */
  struck: number;
  /** Among those that are unused: why it did not strike, and what came nearest. */
  reason?: string;
}

/** New fault. What shall go wrong, where and how often. Of the fields that say what happens, those are refused that do nothing where the fault strikes. */
export interface FaultCreate {
  /** Which application, by its id; without it the call is for all of a group. */
  app?: string;
  /** Which provider the application belongs to; not needed where the id says it. */
  provider?: string;
  /** Which group of applications; the default applications where nothing is named. */
  group?: string;
  /** Name of an operation, or a pattern with * in it. Deliveries are named like webhook *; on sockets there are commands like MESG, all frames that are sent like frame MESG, and connect. */
  operation: string;
  /** How often it strikes; 0: until it is removed. Left out it strikes once, with a `probability` until it is removed. */
  times?: number;
  /** Before the effect, or after it (the write happened, the answer is spoiled). */
  phase?: "before" | "after";
  /** A documented error code. */
  code?: number | string;
  /** An HTTP status. */
  status?: number;
  /** The sentence to say in place of the documented one. */
  message?: string;
  /** Headers of the answer beside its own. An injected 429 brings the platform's rate-limit headers by itself. Alone they leave the answer as it is. */
  headers?: Record<string, string>;
  /** Seconds of real time to wait before anything is sent. */
  delay?: number;
  /** Close the connection instead of answering. */
  disconnect?: boolean;
  /** Send only so many bytes of the body, then close. */
  truncate?: number;
  /** Send the body byte by byte with so many seconds between. */
  dribble?: number;
  /** Answer a body that is not JSON. */
  broken_json?: boolean;
  /** Sockets: close the connection with this code. */
  close_code?: number;
  /** Sockets: the frame, or the answer to the command, is never sent. */
  withhold?: boolean;
  /** Sockets: the frame is sent twice. */
  duplicate?: boolean;
  /** Sockets: from then on nothing goes through, either way, though the connection stays open. */
  stall?: boolean;
  /** The same as `user` in `when`. */
  user_id?: string;
  /** Only calls that meet all of these conditions. */
  when?: {
    /** A user: who asks, or whom path or body name; on sockets whose socket it is. */
    user?: string;
    /** A channel that path or body name. */
    channel?: string;
    /** Keys and values that what is sent has to have, whether as JSON, form or query; objects inside are compared in the same way. */
    body?: Record<string, any>;
  };
  /** Which of the calls it is for is struck first, counted from 1. */
  nth?: number;
  /** How likely each of its calls is struck, from the nth on. The draws are the same in each run. */
  probability?: number;
  /** What decides the draws; left out the fault's number does. */
  seed?: string;
  /** What a test does about it where it strikes nowhere. A fault with a `probability` is always ignored. */
  unused?: "fail" | "ignore";
  /** Where it was added, for people: a file and a line. */
  added_at?: string;
}

/** Faults. The faults of an application, the first to strike first. */
export interface FaultPage {
  /** The faults. */
  faults: Fault[];
}

/** Fork. A copy of an application under another id, serving at once. Further keys are options of its provider. */
export interface ForkCreate {
  /** Which application, by its id; without it the call is for all of a group. */
  app?: string;
  /** Which provider the application belongs to; not needed where the id says it. */
  provider?: string;
  /** Which group of applications; the default applications where nothing is named. */
  group?: string;
  /** Id of the copy; one that nobody has where it is left out. */
  app_id?: string | number;
  /** Whether an application of the same id may be replaced; all it holds is lost then. */
  replace?: boolean;
  /** Time at which its clock stands at the beginning and after each reset, as ISO 8601 text; the machine's time where it is left out. */
  clock?: string;
  [name: string]: any;
}

/** Group. A group and the applications it has so far. */
export interface Group {
  /** Its name. */
  group: string;
  /** Its applications, the oldest first. */
  applications: Application[];
}

/** New group. Applications that belong together, such as those of one test: one clock, one journal, faults for all. */
export interface GroupCreate {
  /** Options of its applications, by provider. */
  options?: Record<string, Record<string, any>>;
  /** Seed documents; the applications they are for are made at once. */
  documents?: Record<string, any>[];
  /** Whether applications of the same ids may be replaced; all they hold is lost then. */
  replace?: boolean;
  /** Seconds of real time after which it is removed where nobody has asked for any of them: no request, no open socket, no call of this API. */
  idle_seconds?: number;
  /** Time at which its clock stands at the beginning and after each reset, as ISO 8601 text; the machine's time where it is left out. */
  clock?: string;
}

/** HTTP archive. A journal as an HTTP archive (HAR 1.2). Names that begin with an underscore are those of Chrome and of chatmock. */
export interface Har {
  /** The archive. */
  log: {
    /** Version of the format. */
    version: string;
    /** What made it. */
    creator: {
      /** Its name. */
      name: string;
      /** Its version. */
      version: string;
    };
    /** What was left out. */
    comment?: string;
    /** Requests with their answers, deliveries, and sockets with their messages (`_webSocketMessages`), in the order in which they began. */
    entries: Record<string, any>[];
  };
}

/** Health. Says that the server answers, and what it holds. */
export interface Health {
  /** Always ok. */
  status: "ok";
  /** Version of chatmock. */
  version: string;
  /** Names of the platforms it speaks. */
  providers: string[];
  /** Which behaviour the default application of a platform has, where there are several: by option. */
  variants: Record<string, Record<string, any>>;
  /** Ids of the applications it holds. */
  applications: (string | number)[];
  /** Ports that it listens to beside HTTP, by name. */
  listening: Record<string, number>;
  /** The port of https and wss, where it serves them. */
  tls_port?: number;
}

/** Journal. Entries of an application's journal, the oldest first. */
export interface Journal {
  /** The entries. */
  entries: Entry[];
}

/** Wait. Waits until the journal holds so many entries of the given kind. */
export interface JournalWait {
  /** Which application, by its id; without it the call is for all of a group. */
  app?: string;
  /** Which provider the application belongs to; not needed where the id says it. */
  provider?: string;
  /** Which group of applications; the default applications where nothing is named. */
  group?: string;
  /** What kind of entry. */
  kind?: "request" | "actor" | "frame" | "connected" | "disconnected" | "delivery" | "push";
  /** Frames that came `in` or went `out`. */
  direction?: "in" | "out";
  /** Whose socket or device it was: who connected, sent a command or got a frame or a push. */
  user?: string;
  /** Why a socket was let in (`token`, `session key`, `guest`, `actor`) or ended (`client`, `lost`, `server`, `session`, `fault`, `actor`, `too slow`, `shutdown`). */
  why?: "token" | "session key" | "guest" | "actor" | "client" | "lost" | "server" | "session" | "fault" | "too slow" | "shutdown";
  /** Only what the platform refused, by whichever road it came; false: only what it did. */
  refused?: boolean;
  /** Name of the operation, or a pattern with *. One that no platform has is refused with the nearest. */
  operation?: string;
  /** HTTP method. */
  method?: string;
  /** Path, or a pattern with *. */
  path?: string;
  /** HTTP status of the answer. */
  status?: number;
  /** Error code of the answer. */
  code?: number | string;
  /** Keys and values the body must have, at any depth as given. */
  body?: Record<string, any>;
  /** Only entries with a greater number. */
  after?: number;
  /** How many entries. */
  count?: number;
  /** Seconds of real time to wait. */
  timeout?: number;
}

/** Limits. What the platform refuses for want of capacity; all off by default. */
export interface Limits {
  /** Every request is answered as when the platform is down. */
  maintenance: boolean;
  /** How many things may be made; null is no limit. */
  quota: number | null;
  /** Seconds of real time before each answer. */
  latency: number;
  /** Rates as 10 per 1 (so many requests in so many seconds of the clock) by scope: application, user, operation, or the name of one operation. An empty text ends a rate. */
  rates: Record<string, string>;
}

/** Limits. Limits to set; what is not given stays. A quota of 0 ends the quota. */
export interface LimitsUpdate {
  /** Which application, by its id; without it the call is for all of a group. */
  app?: string;
  /** Which provider the application belongs to; not needed where the id says it. */
  provider?: string;
  /** Which group of applications; the default applications where nothing is named. */
  group?: string;
  /** Every request is answered as when the platform is down. */
  maintenance?: boolean;
  /** How many things may be made; 0 is no limit. */
  quota?: number;
  /** Seconds of real time before each answer. */
  latency?: number;
  /** Rates as 10 per 1 (so many requests in so many seconds of the clock) by scope: application, user, operation, or the name of one operation. An empty text ends a rate. */
  rates?: Record<string, string>;
}

/** Operations. Every operation of every provider. */
export interface OperationPage {
  /** The operations. */
  operations: {
    /** Platform. */
    provider: string;
    /** Name. */
    name: string;
    /** HTTP method, or FRAME for a socket command. */
    method: string;
    /** Path. */
    path: string;
    /** What it does. */
    summary: string;
  }[];
}

/** Participation. A user in a conversation. */
export interface Participation {
  /** Who. */
  id: string;
  /** The name for people. */
  name: string;
  /** Its role there, or that it is only invited. */
  note: string;
  /** How many messages it has not read. */
  unread: number;
}

/** Person. A user of an application. */
export interface Person {
  /** By which others name it, and actors act. */
  id: string;
  /** Its name for people. */
  name: string;
  /** Whether it has an open socket. */
  online: boolean;
  /** When it was last seen, in milliseconds; 0 for never. */
  last_seen_at: number;
  /** What is special about it: bot, guest, deactivated, administrator. */
  note: string;
  /** Its devices. */
  devices: Device[];
  /** By what it is let in. */
  credentials: Credential[];
}

/** People. People of an application, the newest first. */
export interface PersonPage {
  /** How many there are. */
  total: number;
  /** Some of them. */
  people: Person[];
}

/** Reaction. A reaction to a message. */
export interface Reacted {
  /** Which one. */
  key: string;
  /** Who has given it, by id. */
  people: string[];
}

/** Said. A message as people read it. */
export interface Said {
  /** Its id, as text. */
  id: string;
  /** When it was said, in milliseconds. */
  at: number;
  /** Who said it, by id; empty for the platform or a back end. */
  sender: string;
  /** The sender's name. */
  name: string;
  /** What kind of message, in the platform's words. */
  kind: string;
  /** What it says. */
  text: string;
  /** Its files. */
  files: Attachment[];
  /** Its reactions. */
  reactions: Reacted[];
  /** The message it replies to; empty for none. */
  parent: string;
  /** How many replies it has. */
  replies: number;
  /** Whether it was changed. */
  edited: boolean;
  /** Whether it was taken back. */
  recalled: boolean;
  /** Who has read it, by id. */
  read_by: string[];
  /** Whom it has reached who have not read it, by id. */
  delivered_to: string[];
}

/** Messages. A conversation with some of its messages, the oldest first. */
export interface SaidPage {
  conversation: Conversation;
  /** The messages. */
  messages: Said[];
  /** Whether there are earlier ones. */
  more: boolean;
}

/** Schemas. Names of the JSON Schemas there are. */
export interface SchemaPage {
  /** The names. */
  schemas: string[];
}

/** Settings. What a provider lets one set about an application beside its own API. */
export interface Settings {
  /** Values by name; which there are, depends on the provider. */
  settings: Record<string, any>;
}

/** Change settings. What is given changes, the rest stays. */
export interface SettingsUpdate {
  /** Which application, by its id; without it the call is for all of a group. */
  app?: string;
  /** Which provider the application belongs to; not needed where the id says it. */
  provider?: string;
  /** Which group of applications; the default applications where nothing is named. */
  group?: string;
  /** Values by name; which there are, depends on the provider. */
  settings: Record<string, any>;
}

/** Settle. Waits until nothing is on its way: no frame, no delivery. */
export interface SettledWait {
  /** Which application, by its id; without it the call is for all of a group. */
  app?: string;
  /** Which provider the application belongs to; not needed where the id says it. */
  provider?: string;
  /** Which group of applications; the default applications where nothing is named. */
  group?: string;
  /** Seconds of real time to wait. */
  timeout?: number;
}

/** Snapshots. Names of the snapshots taken of an application. */
export interface SnapshotPage {
  /** The names. */
  snapshots: string[];
}

/** Socket. An open socket. */
export interface Socket {
  /** Its number in its application. */
  number: number;
  /** Whose it is, by id. */
  user: string;
  /** Who holds it. */
  origin: "client" | "actor";
  /** Frames that wait for the client to take them. */
  waiting: number;
  /** Whether a fault lets nothing through any more. */
  stalled: boolean;
}

/** Sockets. Open sockets of an application. */
export interface SocketPage {
  /** How many there are. */
  total: number;
  /** Some of them. */
  sockets: Socket[];
}

/** State. The whole state of an application in the format of seed files. */
export interface State {
  [name: string]: any;
}

/** State. A seed document that replaces the state of an application. */
export interface StateLoad {
  /** Which application, by its id; without it the call is for all of a group. */
  app?: string;
  /** Which group of applications; the default applications where nothing is named. */
  group?: string;
}

/** Which application. Names the application an operation of the control API is for. */
export interface Tenant {
  /** Which application, by its id; without it the call is for all of a group. */
  app?: string;
  /** Which provider the application belongs to; not needed where the id says it. */
  provider?: string;
  /** Which group of applications; the default applications where nothing is named. */
  group?: string;
}

/** Webhooks that arrived. What receivers got, the earliest first. */
export interface WebhookPage {
  /** The webhooks. */
  webhooks: WebhookReceived[];
}

/** Webhook on its way. From where on the journal tells of it. */
export interface WebhookPosted {
  /** The deliveries of it have greater numbers in the journal. */
  after: number;
}

/** Webhook that arrived. One webhook as its receiver got it. Nothing in it is masked. */
export interface WebhookReceived {
  /** Its number in the journal. */
  number: number;
  /** When it arrived, by the application's clock in milliseconds. */
  at: number;
  /** Name of the webhook. */
  category: string;
  /** Where it was posted; `inbox:` is chatmock's own inbox. */
  url: string;
  /** Which attempt it was, from 1. */
  attempt: number;
  /** What the receiver answered. */
  status: number;
  /** Headers as sent, the signature among them. */
  headers: Record<string, string>;
  /** The body as sent, which the signature is of. */
  text: string;
  /** The body, parsed. */
  body: Record<string, any>;
}

/** Send a sample of a webhook. Which webhook, and where to. */
export interface WebhookTrigger {
  /** Which application, by its id; without it the call is for all of a group. */
  app?: string;
  /** Which provider the application belongs to; not needed where the id says it. */
  provider?: string;
  /** Which group of applications; the default applications where nothing is named. */
  group?: string;
  /** Name of the webhook. */
  category: string;
  /** Where to post it; without it where the application's webhooks go. */
  url?: string;
}

/** Wait for webhooks. Waits until so many webhooks have arrived. */
export interface WebhookWait {
  /** Which application, by its id; without it the call is for all of a group. */
  app?: string;
  /** Which provider the application belongs to; not needed where the id says it. */
  provider?: string;
  /** Which group of applications; the default applications where nothing is named. */
  group?: string;
  /** Name of the webhook, such as `group_channel:join`, or a pattern with *. One that no platform has is refused with the nearest. */
  category?: string;
  /** Keys and values its body must have, at any depth as given. */
  body?: Record<string, any>;
  /** Only those with a greater number. */
  after?: number;
  /** How many. */
  count?: number;
  /** Seconds of real time to wait. */
  timeout?: number;
}

/** Of each operation what it is given, and what it answers. */
export interface Operations {
  /** Have a user do something, such as `says` or `reads`; answers what the operation behind it answered. */
  act: { given: { user_id: string; verb: string } & ActorAct; answer: Answer };
  /** The applications the server holds. */
  list_applications: { given: {}; answer: ApplicationPage };
  /** Serve one more application, with the options of its provider. */
  create_application: { given: ApplicationCreate; answer: Application };
  /** The environment variables that point clients of an application, or of a group, here. */
  view_env: { given: { app?: string; provider?: string; group?: string }; answer: Env };
  /** Serve an application no more. */
  remove_application: { given: { app_id: string; provider?: string }; answer: Done };
  /** Begin a group, whose applications are made when they are first asked for; those of its seed are made at once. */
  create_group: { given: GroupCreate; answer: Group };
  /** Serve none of a group's applications any more. */
  remove_group: { given: { name: string }; answer: Done };
  /** Serve a copy of an application's present state under another id, in a group of its own that ends with it. */
  fork: { given: ForkCreate; answer: Application };
  /** Where the clock stands. */
  view_clock: { given: { app?: string; provider?: string; group?: string }; answer: Clock };
  /** List what happens next by the clock: sessions that end, deliveries that are tried again, scheduled messages. */
  list_due: { given: { app?: string; provider?: string; group?: string; limit?: number }; answer: DuePage };
  /** Go forward; timers that become due fire in order, each at its own instant. */
  advance_clock: { given: ClockAdvance; answer: Clock };
  /** Stop the clock, at the present or at a time. */
  freeze_clock: { given: ClockFreeze; answer: Clock };
  /** Jump to a time. */
  set_clock: { given: ClockSet; answer: Clock };
  /** Back to the machine's time. */
  real_clock: { given: Tenant; answer: Clock };
  /** List the conversations of an application; where a platform has them in that order, by the last message. */
  list_conversations: { given: { app?: string; provider?: string; group?: string; skip?: number; limit?: number }; answer: ConversationPage };
  /** View a conversation and its last messages, or those before one: with marks, reactions, threads and files. */
  view_conversation: { given: { conversation_id: string; app?: string; provider?: string; group?: string; before?: string; limit?: number }; answer: SaidPage };
  /** Have somebody do something in a conversation: says, reads, reacts, types, joins or leaves; as the actors do it. */
  act_in_conversation: { given: { conversation_id: string } & ConversationAct; answer: Answer };
  /** An OpenAPI 3.1 document of a provider's API, or of this one with `provider=control`. */
  view_openapi: { given: { provider?: string }; answer: Record<string, any> };
  /** An AsyncAPI 3 document of a provider's frames, webhooks and pushes. This API has none. */
  view_asyncapi: { given: { provider?: string }; answer: Record<string, any> };
  /** Names of a provider's JSON Schemas. */
  list_schemas: { given: { provider: string }; answer: SchemaPage };
  /** A JSON Schema, with or without `.json` at its end, so that what it refers to is found beside it. */
  view_schema: { given: { provider: string; name: string }; answer: Record<string, any> };
  /** The faults that wait to strike. */
  list_faults: { given: { app?: string; provider?: string; group?: string }; answer: FaultPage };
  /** Add a fault; one of a group is one for all of its applications. */
  add_fault: { given: FaultCreate; answer: Fault };
  /** Remove all faults. */
  clear_faults: { given: { app?: string; provider?: string; group?: string }; answer: Done };
  /** The faults that had to strike and never did, each with the reason: what came nearest. */
  list_unused_faults: { given: { app?: string; provider?: string; group?: string }; answer: FaultPage };
  /** Remove one fault by its number. */
  remove_fault: { given: { number: string; app?: string; provider?: string; group?: string }; answer: Done };
  /** Entries that match, the oldest first; of too many the newest. */
  view_journal: { given: { app?: string; provider?: string; group?: string; kind?: "request" | "actor" | "frame" | "connected" | "disconnected" | "delivery" | "push"; direction?: "in" | "out"; user?: string; why?: "token" | "session key" | "guest" | "actor" | "client" | "lost" | "server" | "session" | "fault" | "too slow" | "shutdown"; refused?: boolean; operation?: string; method?: string; path?: string; status?: number; code?: number | string; body?: Record<string, any>; after?: number; limit?: number }; answer: Journal };
  /** Forget what happened so far. */
  clear_journal: { given: { app?: string; provider?: string; group?: string }; answer: Done };
  /** Wait until so many entries match; answers them. After the timeout says what came nearest (408). */
  wait_for_journal: { given: JournalWait; answer: Journal };
  /** Wait until nothing is on its way: no frame, no delivery, no inquiry. */
  wait_until_settled: { given: SettledWait; answer: Done };
  /** The entries that match as an HTTP archive (HAR 1.2), which developer tools of browsers open. */
  view_journal_as_har: { given: { app?: string; provider?: string; group?: string; kind?: "request" | "actor" | "frame" | "connected" | "disconnected" | "delivery" | "push"; direction?: "in" | "out"; user?: string; why?: "token" | "session key" | "guest" | "actor" | "client" | "lost" | "server" | "session" | "fault" | "too slow" | "shutdown"; refused?: boolean; operation?: string; method?: string; path?: string; status?: number; code?: number | string; body?: Record<string, any>; after?: number; limit?: number }; answer: Har };
  /** The limits that are set. */
  view_limits: { given: { app?: string; provider?: string; group?: string }; answer: Limits };
  /** Set limits, those of a group for each of its applications; they begin at once, with fresh windows. */
  update_limits: { given: LimitsUpdate; answer: Limits };
  /** The inspector, as a page for browsers; at the root for those that ask for HTML. */
  view_inspector: { given: { app?: string; provider?: string }; answer: string };
  /** A file of the inspector's page. */
  view_inspector_file: { given: { name: string }; answer: string };
  /** List the users of an application, the newest first, with presence, devices and credentials. */
  list_people: { given: { app?: string; provider?: string; group?: string; skip?: number; limit?: number; secrets?: boolean }; answer: PersonPage };
  /** Whether the server answers, and what it holds. */
  view_health: { given: {}; answer: Health };
  /** The certificate of the CA that clients by https have to trust, in PEM. */
  view_ca_certificate: { given: {}; answer: string };
  /** Every operation of every provider. */
  list_operations: { given: {}; answer: OperationPage };
  /** What can be set, and what it is now. */
  view_settings: { given: { app?: string; provider?: string; group?: string }; answer: Settings };
  /** Set something; what is not named stays. */
  update_settings: { given: SettingsUpdate; answer: Settings };
  /** List the sockets of an application whose user is known. */
  list_sockets: { given: { app?: string; provider?: string; group?: string; limit?: number }; answer: SocketPage };
  /** Drop a socket without a goodbye, as a network does. */
  drop_socket: { given: { number: string; app?: string; provider?: string; group?: string }; answer: Done };
  /** Replace an application by a new one with what it began with; nothing else of the old one is left. */
  reset: { given: Tenant; answer: Done };
  /** The whole state as a seed document; of several applications as a list of them under `applications`. */
  view_state: { given: { app?: string; provider?: string; group?: string; scenario?: boolean }; answer: State };
  /** Replace the state by a seed document, or by several, wholly or, if one is refused, not at all. */
  load_state: { given: { provider?: string } & StateLoad; answer: Done };
  /** Names of the snapshots taken. */
  list_snapshots: { given: { app?: string; provider?: string; group?: string }; answer: SnapshotPage };
  /** Keep the present state under a name; an earlier one of that name is replaced. */
  take_snapshot: { given: { name: string } & Tenant; answer: Done };
  /** Forget a snapshot. */
  delete_snapshot: { given: { name: string; app?: string; provider?: string; group?: string }; answer: Done };
  /** Go back to a snapshot; connections are cut, the journal begins anew. What came since into a group is removed. */
  restore_snapshot: { given: { name: string } & Tenant; answer: Done };
  /** Send each entry that matches as it is written, as server-sent events (`text/event-stream`). */
  stream_journal: { given: { app?: string; provider?: string; group?: string; kind?: "request" | "actor" | "frame" | "connected" | "disconnected" | "delivery" | "push"; direction?: "in" | "out"; user?: string; why?: "token" | "session key" | "guest" | "actor" | "client" | "lost" | "server" | "session" | "fault" | "too slow" | "shutdown"; refused?: boolean; operation?: string; method?: string; path?: string; status?: number; code?: number | string; body?: Record<string, any>; after?: number; line?: boolean }; answer: string };
  /** List the webhooks that arrived, the earliest first: at your receiver, or in the inbox. */
  list_webhooks: { given: { app?: string; provider?: string; group?: string; category?: string; body?: Record<string, any>; after?: number }; answer: WebhookPage };
  /** Wait until so many webhooks have arrived; answers them. After the timeout says what came nearest (408). */
  wait_for_webhooks: { given: WebhookWait; answer: WebhookPage };
  /** Send a webhook that is in the journal once more, byte for byte; it waits for no other. */
  redeliver_webhook: { given: { number: string } & Tenant; answer: WebhookPosted };
  /** Send a sample of a webhook, to `url` or where the application's webhooks go; nothing else happens. */
  trigger_webhook: { given: WebhookTrigger; answer: WebhookPosted };
}
