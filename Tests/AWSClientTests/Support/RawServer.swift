import Foundation
import Glibc
import Synchronization

/// A server on loopback that sends exactly the bytes it is told, and keeps what it was sent.
///
/// One thread serves one connection after the other; every request on a connection is answered by
/// the next step of the script.
final class RawServer: Sendable {
  /// What becomes of a request.
  enum Step: Sendable {
    /// These bytes are sent, and the connection stays open.
    case answer(String)
    /// These bytes are sent, and the connection closes.
    case answerAndClose(String)
    /// Nothing is sent until the client goes.
    case hang(after: String)
  }

  private struct State {
    var steps: [Step]
    var requests: [String] = []
    var connections = 0
  }

  let port: UInt16
  private let listener: Int32
  private let state: Mutex<State>

  /// Listens. `greeting` is sent to everyone who connects, before a word is said.
  init(_ steps: [Step], greeting: String = "") throws {
    state = Mutex(State(steps: steps))
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(listener, pointer, length) == 0 && listen(listener, 16) == 0
          && getsockname(listener, pointer, &length) == 0
      }
    }
    guard bound else { throw POSIXError(.EADDRNOTAVAIL) }
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else {
          // Closed by the thread that uses it: its number may be another server's at once.
          close(listener)
          return
        }
        guard let self else {
          close(connection)
          close(listener)
          return
        }
        state.withLock { $0.connections += 1 }
        send(greeting, connection)
        serve(connection)
        close(connection)
      }
    }
  }

  /// The heads of all requests, whole.
  var requests: [String] { state.withLock { $0.requests } }
  /// How many connections came.
  var connections: Int { state.withLock { $0.connections } }

  /// Stops listening.
  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
  }

  /// An answer with the right length.
  static func http(_ status: String, _ body: String, length: Int? = nil) -> String {
    "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\nx-amzn-RequestId: raw-1\r\n"
      + "Content-Length: \(length ?? body.utf8.count)\r\n\r\n\(body)"
  }

  private func serve(_ connection: Int32) {
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(connection, &buffer, buffer.count)
      guard count > 0 else { return }
      received += buffer[..<count]
      let text = String(decoding: received, as: UTF8.self)
      guard let end = text.range(of: "\r\n\r\n") else { continue }
      let head = String(text[..<end.lowerBound])
      let length =
        head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
        .flatMap { Int($0.split(separator: ":")[1].trimmingCharacters(in: .whitespaces)) } ?? 0
      guard text[end.upperBound...].utf8.count >= length else { continue }
      received = []
      let step = state.withLock { state -> Step? in
        state.requests.append(head)
        return state.steps.isEmpty ? nil : state.steps.removeFirst()
      }
      switch step {
      case .answer(let text): send(text, connection)
      case .answerAndClose(let text):
        send(text, connection)
        return
      case .hang(let text): send(text, connection)
      case nil: return
      }
    }
  }

  private func send(_ text: String, _ connection: Int32) {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty else { return }
    _ = Glibc.send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }
}
