import NIOCore
import NIOPosix

/// The thread that all connections live on. API Gateway allows ten requests in a second, which leave
/// one thread asleep nearly always; a second one would only have to be started.
enum EventLoops {
  /// Made with the first use, and there as long as the process is.
  static let shared: any EventLoopGroup = MultiThreadedEventLoopGroup(numberOfThreads: 1)
}
