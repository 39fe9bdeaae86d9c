#include "support/web_servers.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <thread>

namespace spine::test {
namespace {

namespace fs = std::filesystem;

void run(const std::string& line) {
    // NOLINTNEXTLINE(cert-env33-c): tools of the test alone
    if (std::system(line.c_str()) != 0) throw std::runtime_error("did not go well: " + line);
}

int loopback_socket(int port, int& bound) {
    const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    socklen_t size = sizeof address;
    auto* where = reinterpret_cast<sockaddr*>(&address);
    const bool done =
        port == 0 ? ::bind(made, where, size) == 0 : ::connect(made, where, size) == 0;
    ::getsockname(made, where, &size);
    bound = done ? ntohs(address.sin_port) : 0;
    return made;
}

int free_port() {
    int port = 0;
    ::close(loopback_socket(0, port));
    return port;
}

bool answers(int port) {
    int bound = 0;
    ::close(loopback_socket(port, bound));
    return bound != 0;
}

// root's servers serve as somebody else, who has to get into the test's folder.
std::string unprivileged() {
    return ::getuid() == 0 ? "www-data" : "";
}

std::string apache_configuration(const ServerSettings& settings, const TestCa& ca,
                                 const fs::path& folder, int port) {
    std::string modules;
    for (const char* name : {"mpm_event", "authn_core", "authn_file", "authz_core", "authz_user",
                             "auth_basic", "alias", "dav", "dav_fs", "ssl", "socache_shmcb"}) {
        modules += fmt::format("LoadModule {0}_module /usr/lib/apache2/modules/mod_{0}.so\n", name);
    }
    const std::string who = unprivileged();
    std::string may = "Require all granted\n";
    if (settings.user)
        may =
            fmt::format("AuthType Basic\nAuthName store\nAuthUserFile \"{}\"\nRequire valid-user\n",
                        (folder / "users").string());
    const std::string certificates =
        settings.client_certificates
            ? fmt::format("SSLVerifyClient require\nSSLCACertificateFile \"{}\"\n",
                          ca.file("ca.pem"))
            : "";
    return fmt::format(
        "{modules}ServerRoot \"{folder}\"\nServerName localhost\nListen 127.0.0.1:{port}\n"
        "PidFile \"{folder}/pid\"\nErrorLog \"{folder}/errors\"\nMutex pthread\n"
        "DAVLockDB \"{folder}/locks/db\"\nThreadsPerChild {workers}\nLimitXMLRequestBody "
        "65536\n{as}"
        "SSLEngine on\nSSLCertificateFile \"{server}\"\nSSLCertificateKeyFile \"{key}\"\n"
        "{certificates}DocumentRoot \"{folder}/data\"\nAlias /dav \"{folder}/data\"\n"
        "<Directory \"{folder}/data\">\nDav On\n{may}</Directory>\n",
        fmt::arg("workers", settings.workers), fmt::arg("modules", modules),
        fmt::arg("folder", folder.string()), fmt::arg("port", port),
        fmt::arg("as", who.empty() ? "" : fmt::format("User {0}\nGroup {0}\n", who)),
        fmt::arg("server", ca.file("server.pem")), fmt::arg("key", ca.file("server.key")),
        fmt::arg("certificates", certificates), fmt::arg("may", may));
}

std::string nginx_configuration(const TestCa& ca, const fs::path& folder, int port) {
    const std::string who = unprivileged();
    return fmt::format(
        "{as}load_module /usr/lib/nginx/modules/ngx_http_dav_ext_module.so;\n"
        "daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log {folder}/errors;\n"
        "events {{ worker_connections 256; }}\n"
        "http {{\naccess_log off;\nclient_max_body_size 9m;\n"
        "client_body_temp_path {folder}/body;\nproxy_temp_path {folder}/proxy;\n"
        "fastcgi_temp_path {folder}/fastcgi;\nuwsgi_temp_path {folder}/uwsgi;\n"
        "scgi_temp_path {folder}/scgi;\n"
        "server {{\nlisten 127.0.0.1:{port} ssl;\nserver_name localhost;\n"
        "ssl_certificate {server};\nssl_certificate_key {key};\n"
        "location /dav/ {{\nalias {folder}/data/;\ndav_methods PUT DELETE MKCOL;\n"
        "dav_ext_methods PROPFIND OPTIONS;\n}}\n}}\n}}\n",
        fmt::arg("as", who.empty() ? "" : "user " + who + ";\n"),
        fmt::arg("folder", folder.string()), fmt::arg("port", port),
        fmt::arg("server", ca.file("server.pem")), fmt::arg("key", ca.file("server.key")));
}

}  // namespace

TestCa::TestCa() {
    const auto at = [this](const char* name) { return (folder_ / name).string(); };
    const std::string new_key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
    for (const char* name : {"ca", "other-ca"})
        run(
            fmt::format("openssl req -x509 {} -keyout {}/{}.key -out {}.pem -days 3 "
                        "-subj '/CN=The test {}' 2>/dev/null",
                        new_key, folder_.path().string(), name, at(name), name));
    spit(folder_ / "names", "subjectAltName=DNS:localhost,IP:127.0.0.1\n");
    for (const char* name : {"server", "client"})
        run(
            fmt::format("openssl req {0} -keyout {1}/{2}.key -out {1}/{2}.csr -subj /CN={2} "
                        "2>/dev/null && openssl x509 -req -in {1}/{2}.csr -CA {1}/ca.pem -CAkey "
                        "{1}/ca.key -CAcreateserial -days 3 -extfile {1}/names -out {1}/{2}.pem "
                        "2>/dev/null",
                        new_key, folder_.path().string(), name));
}

std::string TestCa::file(const std::string& name) const {
    return (folder_ / name).string();
}

WebServer::WebServer(ServerSettings settings, const TestCa& ca)
    : settings_(settings), ca_(ca), port_(free_port()), command_(prepare()) {
    start();
}

WebServer::~WebServer() {
    kill();
}

std::vector<std::string> WebServer::prepare() {
    for (const char* name : {"data", "locks", "body"}) {
        fs::create_directories(folder_ / name);
        fs::permissions(folder_ / name, fs::perms::all);
    }
    fs::permissions(folder_.path(), fs::perms::all);
    const std::string configuration = (folder_ / "configuration").string();
    switch (settings_.kind) {
        case Kind::Apache:
            if (settings_.user)
                run(fmt::format("htpasswd -cbB {} {} '{}' 2>/dev/null",
                                (folder_ / "users").string(), kUser, kPassword));
            spit(configuration, apache_configuration(settings_, ca_, folder_.path(), port_));
            return {"/usr/sbin/apache2", "-X", "-f", configuration};
        case Kind::Nginx:
            spit(configuration, nginx_configuration(ca_, folder_.path(), port_));
            return {"/usr/sbin/nginx", "-c", configuration, "-e", (folder_ / "errors").string()};
        default:
            break;
    }
    const bool swift = settings_.kind == Kind::Swift;
    const fs::path script =
        project() / "tests" / "support" / (swift ? "swift_s3.py" : "s3_verifier.py");
    return {"/usr/bin/python3",
            script.string(),
            "--port",
            std::to_string(port_),
            "--data",
            data().string(),
            "--certificate",
            ca_.file("server.pem"),
            "--key",
            ca_.file("server.key"),
            "--access-key",
            kAccessKey,
            "--secret-key",
            kSecretKey,
            "--region",
            kRegion};
}

std::string WebServer::url() const {
    return fmt::format("https://localhost:{}{}", port_, is_s3(settings_.kind) ? "" : "/dav");
}

void WebServer::kill() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    process_ = -1;
}

void WebServer::start() {
    std::vector<char*> arguments;
    for (std::string& word : command_) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const std::string said = (folder_ / "said").string();
    process_ = ::fork();
    if (process_ < 0) throw std::runtime_error("no process for " + command_[0]);
    if (process_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // not even a test that crashes leaves it behind
        const int out = ::open(said.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        ::dup2(out, STDOUT_FILENO);
        ::dup2(out, STDERR_FILENO);
        ::execvp(arguments[0], arguments.data());
        ::_exit(127);
    }
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(120);
    while (!answers(port_)) {
        const bool gone = ::waitpid(process_, nullptr, WNOHANG) == process_;
        if (gone || std::chrono::steady_clock::now() > until) {
            if (gone) process_ = -1;
            const auto errors = folder_ / "errors";
            throw std::runtime_error(command_[0] + " did not start: " + slurp(said) +
                                     (fs::exists(errors) ? slurp(errors) : ""));
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

}  // namespace spine::test
