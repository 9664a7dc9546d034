import Foundation
import SigV4
import Testing

/// A request of API Gateway whose signature was made with botocore once.
struct GoldenCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var method: String
  var path: String
  var query = ""
  var body = ""
  var sendsContentType = true
  var signature: String

  static let all = [
    GoldenCase(
      testDescription: "TagResource", method: "PUT",
      path: "/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Fapikeys%2Fabc123",
      body: #"{"tags": {"a": "b"}}"#,
      signature: "adfe3ca376a00bcb32cabd6b3dc729808d0105bade51f71b9a0413bd65759714"),
    GoldenCase(
      testDescription: "UntagResource", method: "DELETE",
      path: "/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Fapikeys%2Fabc123",
      query: "tagKeys=a&tagKeys=b%20c",
      signature: "c62fe1709c12d5b4e1a607fd3c26ddc37d2ec2338d031ae24ea1b31bf40917fb"),
    GoldenCase(
      testDescription: "GetApiKeys", method: "GET", path: "/apikeys",
      query: "name=test%40example.org&includeValues=true&limit=500",
      signature: "a89297492f73fd2b53dc1715568df8d1cb3bf8438345f3effc772922a52101a9"),
    GoldenCase(
      testDescription: "ImportApiKeys", method: "POST", path: "/apikeys",
      query: "mode=import&format=csv&failonwarnings=true", body: "Key,name\nx,y\n",
      sendsContentType: false,
      signature: "ad2b0c7862f8dd3020eed5d846037ba59084e7446e7b584f81158c7d2589f5b4"),
    GoldenCase(
      testDescription: "UpdateUsagePlan", method: "PATCH", path: "/usageplans/abc",
      body:
        #"{"patchOperations": [{"op": "replace", "path": "/throttle/rateLimit", "value": "10"}]}"#,
      signature: "1073886774b5458b614643d07423a8b86c3bf32bb77e40440c043104209ffd31"),
    GoldenCase(
      testDescription: "GetUsage", method: "GET", path: "/usageplans/abc/usage",
      query: "startDate=2026-01-01&endDate=2026-01-31&keyId=k",
      signature: "6694fb21be7b55c6bf9829213a113fbcf374bdff082e09f3d4ae36947705fc81"),
  ]

  var request: SignableRequest {
    var headers = [
      SignableRequest.Header("Accept", "application/json"),
      SignableRequest.Header("Host", "apigateway.us-east-1.amazonaws.com"),
    ]
    if !body.isEmpty, sendsContentType {
      headers.append(SignableRequest.Header("Content-Type", "application/json"))
    }
    return SignableRequest(
      method: method, path: path, query: query, headers: headers, body: Array(body.utf8))
  }
}

/// Whose signatures the golden cases carry.
enum Example {
  static let credentials = Credentials(
    accessKeyId: "AKIDEXAMPLE",
    secretAccessKey: SecretValue("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"))
  static let date = Date(timeIntervalSince1970: 1_440_938_160)
  static let signer = Signer(region: "us-east-1", service: "apigateway")
}
